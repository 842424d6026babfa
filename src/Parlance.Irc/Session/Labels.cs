using System.Text;
using Parlance.Engine;
using Parlance.Engine.Buffers;

namespace Parlance.Irc;

/// <summary>
/// Gathers what a labelled command says to its sender and gives it the label: one line gets the tag, several become a batch, none an ACK
/// (IRCv3 labeled-response). An answer that comes in slices opens its batch at once.
/// </summary>
internal sealed class Labels(IrcSession session) : ILineSink
{
    private ByteQueue _lines;
    private string _label = "";
    private string? _batch;
    private int _count;
    private ulong _batches;

    public bool IsActive { get; private set; }

    public void Begin(string label)
    {
        IsActive = true;
        _label = label;
        _count = 0;
        _batch = null;
        session.Connection.Diverted = this;
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
                Through(line, $"batch={_batch}");
                continue;
            }

            _count++;
            _lines.Append(line, session.Node.Pool);
        }
    }

    /// <summary>More will come in later turns: from here on lines go out at once, in a batch.</summary>
    public void Open()
    {
        if (!IsActive || _batch is not null) return;
        StartBatch();
        var gathered = _lines.Bytes.ToArray();
        _lines.Clear(session.Node.Pool);
        Take(gathered);
    }

    public void End()
    {
        if (!IsActive) return;
        session.Connection.Diverted = null;
        IsActive = false;
        if (_batch is null && _count > 1) StartBatchOf(_lines.Bytes.ToArray());
        else if (_batch is null && _count == 1) Direct(WithTag(_lines.Bytes, $"label={Escaped}"));
        else if (_batch is null) Direct(Encoding.UTF8.GetBytes($"@label={Escaped} :{session.ServerName} ACK\r\n"));
        if (_batch is not null) Direct(Encoding.UTF8.GetBytes($":{session.ServerName} BATCH -{_batch}\r\n"));
        _lines.Clear(session.Node.Pool);
        _batch = null;
    }

    /// <summary>The label as it came; it is unescaped by nobody and so goes back as it is.</summary>
    private string Escaped => _label;

    private void StartBatchOf(byte[] lines)
    {
        StartBatch();
        Take(lines);
        session.Connection.Diverted = null;
    }

    private void StartBatch()
    {
        _batch = $"L{_batches++}";
        Direct(Encoding.UTF8.GetBytes($"@label={Escaped} :{session.ServerName} BATCH +{_batch} labeled-response\r\n"));
    }

    private void Through(ReadOnlySpan<byte> line, string tag) => Direct(WithTag(line, tag));

    private void Direct(ReadOnlySpan<byte> line)
    {
        var diverted = session.Connection.Diverted;
        session.Connection.Diverted = null;
        session.Connection.Write(line);
        session.Connection.Diverted = diverted;
    }

    /// <summary>A line within another batch keeps that one's tag.</summary>
    private static byte[] WithTag(ReadOnlySpan<byte> line, string tag)
    {
        if (line[0] != '@') return [(byte)'@', .. Encoding.UTF8.GetBytes(tag), (byte)' ', .. line];
        var tags = line[1..line.IndexOf((byte)' ')];
        var isBatch = tag.StartsWith("batch=", StringComparison.Ordinal);
        if (isBatch && (tags.StartsWith("batch="u8) || tags.IndexOf(";batch="u8) >= 0)) return line.ToArray();
        return [(byte)'@', .. Encoding.UTF8.GetBytes(tag), (byte)';', .. line[1..]];
    }
}
