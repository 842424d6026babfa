using System.Runtime.CompilerServices;

namespace Parlance.Irc.Wire;

/// <summary>One line, parsed in place: it owns nothing and cannot outlive the buffer. RFC 2812 §2.3.1; IRCv3 message-tags.</summary>
public readonly ref struct IrcLine
{
    /// <summary>The most parameters; the last takes the rest of the line.</summary>
    public const int ParamsMax = 15;

    private readonly ReadOnlySpan<byte> _line;
    private readonly Params _params;

    private IrcLine(ReadOnlySpan<byte> line)
    {
        _line = line;
        var rest = line;

        if (rest.StartsWith((byte)'@')) Tags = TakeWord(ref rest)[1..];
        if (rest.StartsWith((byte)':')) Source = TakeWord(ref rest)[1..];
        Verb = TakeWord(ref rest);

        while (!rest.IsEmpty && Count < ParamsMax)
        {
            var start = line.Length - rest.Length;
            if (rest[0] == ':' || Count == ParamsMax - 1)
            {
                _params[Count++] = (rest[0] == ':' ? start + 1 : start)..line.Length;
                break;
            }

            _params[Count++] = start..(start + TakeWord(ref rest).Length);
        }
    }

    /// <summary>The tags without <c>@</c>, as they stand.</summary>
    public ReadOnlySpan<byte> Tags { get; }

    /// <summary>The source without <c>:</c>; clients' are ignored.</summary>
    public ReadOnlySpan<byte> Source { get; }
    public ReadOnlySpan<byte> Verb { get; }
    public int Count { get; }

    public ReadOnlySpan<byte> this[int index] => _line[_params[index]];

    /// <summary>False: there is no command in it (an empty line, or tags alone).</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out IrcLine parsed)
    {
        parsed = new(line.TrimStart((byte)' '));
        return !parsed.Verb.IsEmpty;
    }

    private static ReadOnlySpan<byte> TakeWord(scoped ref ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOf((byte)' ');
        var word = end < 0 ? rest : rest[..end];
        rest = end < 0 ? default : rest[end..].TrimStart((byte)' ');
        return word;
    }

    [InlineArray(ParamsMax)]
    private struct Params
    {
        private Range _first;
    }
}
