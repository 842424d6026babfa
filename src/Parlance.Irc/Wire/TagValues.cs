using System.Buffers;

namespace Parlance.Irc.Wire;

/// <summary>Escapes of tag values: <c>; space \ CR LF</c> as <c>\: \s \\ \r \n</c> (IRCv3 message-tags).</summary>
public static class TagValues
{
    private static readonly SearchValues<byte> Special = SearchValues.Create("; \\\r\n"u8);

    /// <summary>The most bytes a value takes when escaped.</summary>
    public static int EscapedMax(int length) => length * 2;

    /// <summary>Unescapes into the buffer, which holds at least the escaped length; returns the bytes written. A lone backslash at the end is dropped.</summary>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> to)
    {
        var written = 0;
        while (escaped.IndexOf((byte)'\\') is var at and >= 0)
        {
            escaped[..at].CopyTo(to[written..]);
            written += at;
            if (at + 1 == escaped.Length) return written;
            to[written++] = escaped[at + 1] switch
            {
                (byte)':' => (byte)';',
                (byte)'s' => (byte)' ',
                (byte)'r' => (byte)'\r',
                (byte)'n' => (byte)'\n',
                var itself => itself,
            };
            escaped = escaped[(at + 2)..];
        }

        escaped.CopyTo(to[written..]);
        return written + escaped.Length;
    }

    /// <summary>Escapes into the buffer, which holds at least <see cref="EscapedMax"/>; returns the bytes written.</summary>
    public static int Escape(ReadOnlySpan<byte> value, Span<byte> to)
    {
        var written = 0;
        while (value.IndexOfAny(Special) is var at and >= 0)
        {
            value[..at].CopyTo(to[written..]);
            written += at;
            to[written++] = (byte)'\\';
            to[written++] = value[at] switch
            {
                (byte)';' => (byte)':',
                (byte)' ' => (byte)'s',
                (byte)'\r' => (byte)'r',
                (byte)'\n' => (byte)'n',
                var itself => itself,
            };
            value = value[(at + 1)..];
        }

        value.CopyTo(to[written..]);
        return written + value.Length;
    }
}
