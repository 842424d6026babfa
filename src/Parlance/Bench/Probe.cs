using System.Buffers.Text;

namespace Parlance.Bench;

/// <summary>What a message carries in its text, to be recognised when it arrives: who sent it, its number, when (Stopwatch ticks).</summary>
internal readonly record struct Probe(int Sender, int Sequence, long Sent)
{
    /// <summary>Bytes of the text form: a mark and three numbers in hex.</summary>
    public const int Length = 2 + 8 + 8 + 16;

    private static ReadOnlySpan<byte> Mark => "~P"u8;

    public void Write(Span<byte> text)
    {
        Mark.CopyTo(text);
        Utf8Formatter.TryFormat(Sender, text[2..], out _, new('x', 8));
        Utf8Formatter.TryFormat(Sequence, text[10..], out _, new('x', 8));
        Utf8Formatter.TryFormat(Sent, text[18..], out _, new('x', 16));
    }

    /// <summary>The probe in a line, if there is one.</summary>
    public static bool TryFind(ReadOnlySpan<byte> line, out Probe probe)
    {
        probe = default;
        var at = line.IndexOf(Mark);
        if (at < 0 || line.Length - at < Length) return false;
        line = line.Slice(at, Length);
        if (!Utf8Parser.TryParse(line.Slice(2, 8), out int sender, out _, 'x')
            || !Utf8Parser.TryParse(line.Slice(10, 8), out int sequence, out _, 'x')
            || !Utf8Parser.TryParse(line.Slice(18, 16), out long sent, out _, 'x')) return false;

        probe = new(sender, sequence, sent);
        return true;
    }
}
