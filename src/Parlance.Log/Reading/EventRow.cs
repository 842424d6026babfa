using Parlance.Domain;

namespace Parlance.Log;

/// <summary>A row as people read it. Texts are as the columns hold them.</summary>
public sealed record EventRow
{
    public required long Position { get; init; }

    /// <summary>ISO 8601, UTC.</summary>
    public required string Timestamp { get; init; }

    public required string Kind { get; init; }
    public required int Version { get; init; }
    public string? Actor { get; init; }
    public string? Target { get; init; }
    public string? Room { get; init; }
    public required string Node { get; init; }
    public required long Incarnation { get; init; }
    public required long Hlc { get; init; }

    /// <summary><c>dot|basis|context</c>.</summary>
    public string? Ctx { get; init; }

    /// <summary><c>oper account:NAME</c>.</summary>
    public string? Via { get; init; }

    /// <summary>JSON; null when there never was any.</summary>
    public string? Payload { get; init; }

    /// <summary>JSON of what was sealed, when <see cref="SealState"/> is open; null otherwise.</summary>
    public string? Sealed { get; init; }

    public required SealState SealState { get; init; }

    internal static EventRow Read(Statement row, SubjectKeys? keys)
    {
        var position = row.Integer((int)Column.Id);
        var hlc = row.Integer((int)Column.Hlc);
        var (state, plain) = Unseal(row.Bytes((int)Column.Sealed), position, hlc, keys);
        return new()
        {
            Position = position,
            Timestamp = row.Words((int)Column.Timestamp) ?? "",
            Kind = row.Words((int)Column.EventType) ?? "",
            Version = (int)row.Integer((int)Column.Ver),
            Actor = row.Words((int)Column.ActorUid),
            Target = row.Words((int)Column.Target),
            Room = row.Words((int)Column.Room),
            Node = row.Words((int)Column.Node) ?? "",
            Incarnation = row.Integer((int)Column.SessionId),
            Hlc = hlc,
            Ctx = row.Words((int)Column.Ctx),
            Via = row.Words((int)Column.Via),
            Payload = row.Words((int)Column.Payload),
            Sealed = plain,
            SealState = state,
        };
    }

    private static (SealState State, string? Plain) Unseal(ReadOnlySpan<byte> @sealed, long position, long hlc, SubjectKeys? keys)
    {
        if (@sealed.IsEmpty) return (SealState.None, null);
        if (keys is null) return (Blanking.IsBlankedSeal(@sealed) ? SealState.Blanked : SealState.NoKeys, null);

        var state = keys.Open(position, new Stamp((ulong)hlc), @sealed, out var plain);
        return (state, state == SealState.Open ? System.Text.Encoding.UTF8.GetString(plain) : null);
    }
}
