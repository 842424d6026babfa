using System.Text;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Turns an entry into a row: encodes, seals, hashes, inserts. For the writer's thread; keeps its buffers.
/// </summary>
internal sealed class RowWriter(EventCodec codec, SubjectKeys keys) : IDisposable
{
    private readonly EventEncoder _encoder = codec.NewEncoder();
    private readonly RowImage _image = new();
    private byte[] _seal = new byte[1024];
    private byte[] _text = new byte[256];

    /// <summary>Inserts the row at a position; <paramref name="chain"/> is the hash before it, then its own.</summary>
    public void Insert(RowInsert insert, long position, in LogEntry entry, Span<byte> chain)
    {
        var encoded = _encoder.Encode(entry.Event);
        var @sealed = Seal(entry, position, encoded.Sealed);
        Fill(position, entry, encoded, @sealed, chain);
        _image.Hash(chain);
        insert.Run(_image, encoded.Payload, @sealed, chain);
    }

    public void Dispose() => _encoder.Dispose();

    private ReadOnlySpan<byte> Seal(in LogEntry entry, long position, ReadOnlySpan<byte> plain)
    {
        if (plain.IsEmpty) return default;
        var length = plain.Length + SubjectKeys.Overhead;
        if (length > _seal.Length) _seal = new byte[length * 2];
        var to = _seal.AsSpan(0, length);
        keys.Seal(Subject.Of(entry.Event, entry.At), position, entry.At.Stamp, plain, to);
        return to;
    }

    private void Fill(long position, in LogEntry entry, in EncodedEvent encoded, ReadOnlySpan<byte> @sealed, ReadOnlySpan<byte> previous)
    {
        ref readonly var at = ref entry.At;
        Span<byte> id = stackalloc byte[IdText.LengthMax];
        Span<byte> ctx = stackalloc byte[IdText.LengthMax * 2 + 1];
        _image.Clear();
        _image.Integer(position);
        _image.Text(id[..IdText.Write(at.Stamp.Wall, id)]);
        _image.Integer(position);
        _image.Text(encoded.Kind);
        TextOrNull(at.By.Uid.IsNone ? default : id[..IdText.Write(at.By.Uid, id)]);
        TextOrNull(Utf8(entry.Event.Target ?? at.RoomName));
        _image.Payload(encoded.Payload.IsEmpty ? ColumnType.Null : ColumnType.Text, encoded.Payload);
        _image.Sealed(@sealed.IsEmpty ? ColumnType.Null : ColumnType.Blob, @sealed);
        _image.Integer(at.Incarnation);
        _image.Text(id[..IdText.Write(at.Node, id)]);
        TextOrNull(at.Room.IsNone ? default : id[..IdText.Write(at.Room, id)]);
        _image.Integer((long)at.Stamp.Value);
        TextOrNull(EnvelopeText.WriteContext(at, ctx) is >= 0 and var length ? ctx[..length] : EnvelopeText.ContextOf(at));
        TextOrNull(EnvelopeText.ViaOf(at.By));
        _image.Integer(encoded.Version);
        _image.Blob(previous);
    }

    /// <summary>No column holds an empty text: nothing is null.</summary>
    private void TextOrNull(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) _image.Null();
        else _image.Text(utf8);
    }

    private ReadOnlySpan<byte> Utf8(string? text)
    {
        if (string.IsNullOrEmpty(text)) return default;
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _text.Length) _text = new byte[most];
        return _text.AsSpan(0, Encoding.UTF8.GetBytes(text, _text));
    }
}
