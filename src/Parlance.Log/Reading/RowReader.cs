using System.Text.Json;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Turns the row a statement stands on (all columns, in order) back into an event and its envelope.</summary>
internal sealed class RowReader(EventCodec codec, SubjectKeys? keys, string path)
{
    /// <exception cref="StoreException">The row is not one this server could have written.</exception>
    public LogEntry Read(Statement row)
    {
        var position = row.Integer((int)Column.Id);
        try
        {
            var at = Envelope(row, position);
            var payload = row.Bytes((int)Column.Payload);
            if (Blanking.IsBlankedPayload(payload)) payload = default;
            var plain = Array.Empty<byte>();
            keys?.Open(position, at.Stamp, row.Bytes((int)Column.Sealed), out plain);
            var kind = row.Words((int)Column.EventType) ?? "";
            return new(codec.Decode(kind, (int)row.Integer((int)Column.Ver), payload, plain, row.Words((int)Column.Target)), at);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new StoreException($"The log {path} cannot be read at position {position}: {e.Message} Run 'parlance log verify'; if the log is intact, this is a fault of the server.", e);
        }
    }

    private static Envelope Envelope(Statement row, long position)
    {
        var uid = default(Uid);
        if (row.Words((int)Column.ActorUid) is { } actor && !Uid.TryParse(actor, out uid)) throw new FormatException($"'{actor}' is not a user's id.");
        var room = default(EventId);
        if (row.Words((int)Column.Room) is { } text && !EventId.TryParse(text, out room)) throw new FormatException($"'{text}' is not a room's id.");
        var (dot, basis, context) = EnvelopeText.ReadContext(row.Words((int)Column.Ctx));
        return new()
        {
            Position = position,
            Stamp = new((ulong)row.Integer((int)Column.Hlc)),
            Node = Sid.Parse(row.Words((int)Column.Node) ?? ""),
            Incarnation = (uint)row.Integer((int)Column.SessionId),
            By = EnvelopeText.ReadActor(uid, row.Words((int)Column.Via)),
            Room = room,
            RoomName = room.IsNone ? null : row.Words((int)Column.Target),
            Dot = dot,
            Basis = basis,
            Context = context,
        };
    }
}
