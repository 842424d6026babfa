using System.Text;
using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Irc.Capabilities;

namespace Parlance.Irc;

/// <summary>
/// Gathers what a labelled command says to its sender and gives it the label: one line gets the tag, as does the opening of a single batch; several
/// become a batch, none an ACK (IRCv3 labeled-response). An answer that comes in slices opens its batch at once, and only what the slices say is in it.
/// </summary>
internal sealed class Labels(IrcSession session) : IOutlet
{
    /// <summary>Bytes of a label (IRCv3 labeled-response); a longer one is ignored.</summary>
    public const int LabelMax = 64;

    private ByteQueue _lines;
    private string _label = "";
    private string? _batch;
    private int _count;
    private ulong _batches;

    public bool IsActive { get; private set; }

    /// <summary>The batch has begun: the answer comes in slices.</summary>
    public bool IsOpen => _batch is not null;

    /// <param name="label">As it came: nobody unescapes it, and so it goes back as it is.</param>
    public void Begin(string label)
    {
        IsActive = true;
        _label = label;
        _count = 0;
        _batch = null;
        session.Connection.Diverted = this;
    }

    /// <summary>The command is not answered now: what answers it later begins with the same label. Null: there was none.</summary>
    public string? Put()
    {
        if (!IsActive) return null;
        Stop();
        return _label;
    }

    public void Take(ReadOnlySpan<byte> lines)
    {
        while (!lines.IsEmpty)
        {
            var end = lines.IndexOf((byte)'\n') + 1;
            var line = end == 0 ? lines : lines[..end];
            lines = end == 0 ? default : lines[end..];
            if (_batch is not null)
            {
                Direct(WithTag(line, $"batch={_batch}"));
                continue;
            }

            _count++;
            _lines.Append(line, session.Node.Pool);
        }
    }

    /// <summary>More will come in later turns: from here on lines go out at once, in a batch. Between the slices others are heard as ever.</summary>
    public void Open()
    {
        if (!IsActive || IsOpen) return;
        StartBatch();
        Pause();
    }

    /// <summary>A slice begins: what is written now belongs to the answer.</summary>
    public void Resume()
    {
        if (IsActive) session.Connection.Diverted = this;
    }

    public void Pause() => session.Connection.Diverted = null;

    public void End()
    {
        if (!IsActive) return;
        if (!IsOpen && _count > 1 && !IsOneBatch(_lines.Bytes)) StartBatch();
        if (IsOpen) Direct(Encoding.UTF8.GetBytes($":{session.ServerName} BATCH -{_batch}\r\n"));
        else if (_count == 0) Direct(WithTag(Encoding.UTF8.GetBytes($"{Time()}:{session.ServerName} ACK\r\n"), $"label={_label}"));
        else
        {
            var first = _lines.Bytes.IndexOf((byte)'\n') + 1;
            Direct(WithTag(_lines.Bytes[..first], $"label={_label}"));
            Direct(_lines.Bytes[first..]);
        }

        Stop();
    }

    private string Time() => session.Has(Capability.ServerTime) ? $"@time={session.Node.Now.Wall} " : "";

    private void Stop()
    {
        session.Connection.Diverted = null;
        IsActive = false;
        _batch = null;
        _lines.Clear(session.Node.Pool);
    }

    private void StartBatch()
    {
        var gathered = _lines.Bytes.ToArray();
        _lines.Clear(session.Node.Pool);
        _batch = $"L{_batches++}";
        Direct(WithTag(Encoding.UTF8.GetBytes($"{Time()}:{session.ServerName} BATCH +{_batch} labeled-response\r\n"), $"label={_label}"));
        Take(gathered);
    }

    private void Direct(ReadOnlySpan<byte> lines)
    {
        var diverted = session.Connection.Diverted;
        session.Connection.Diverted = null;
        if (!lines.IsEmpty) session.Connection.Write(lines);
        session.Connection.Diverted = diverted;
    }

    /// <summary>Whether the lines are one batch from its first to its last: then it needs no other around it.</summary>
    private static bool IsOneBatch(ReadOnlySpan<byte> lines)
    {
        var last = lines[..^1].LastIndexOf((byte)'\n') + 1;
        return BatchOf(lines[..lines.IndexOf((byte)'\n')], (byte)'+') is { IsEmpty: false } opened && opened.SequenceEqual(BatchOf(lines[last..].TrimEnd("\r\n"u8), (byte)'-'));
    }

    /// <summary>The reference that a line opens (<c>+</c>) or closes (<c>-</c>); empty: neither.</summary>
    private static ReadOnlySpan<byte> BatchOf(ReadOnlySpan<byte> line, byte sign)
    {
        if (!Wire.IrcLine.TryParse(line, out var parsed) || parsed.Count == 0 || !parsed.Verb.SequenceEqual("BATCH"u8)) return default;
        return parsed[0].Length > 1 && parsed[0][0] == sign ? parsed[0][1..] : default;
    }

    /// <summary>A line within another batch keeps that one's tag.</summary>
    private static byte[] WithTag(ReadOnlySpan<byte> line, string tag)
    {
        if (line[0] != '@') return [(byte)'@', .. Encoding.UTF8.GetBytes(tag), (byte)' ', .. line];
        var tags = line[1..line.IndexOf((byte)' ')];
        if (tag.StartsWith("batch=", StringComparison.Ordinal) && Wire.IrcTags.Find(tags, "batch"u8, out _)) return line.ToArray();
        return [(byte)'@', .. Encoding.UTF8.GetBytes(tag), (byte)';', .. line[1..]];
    }
}
