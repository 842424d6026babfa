using System.Buffers;
using System.Text;

namespace Parlance.Xmpp.Wire;

/// <summary>Escaping (XML 1.0 §2.4, §3.3.3).</summary>
public sealed partial class XmlPen
{
    private static readonly byte[] Controls = [.. Enumerable.Range(0, 32).Where(c => c != '\t').Select(c => (byte)c)];
    private static readonly SearchValues<byte> InText = SearchValues.Create([.. Controls, .. "<>&"u8]);
    private static readonly SearchValues<byte> InValue = SearchValues.Create([.. Controls, .. "<>&'\t"u8]);

    private void Escape(string text, bool inValue)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > 1024)
        {
            var rented = pool.Rent(longest);
            Escape(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)), inValue);
            pool.Return(rented);
            return;
        }

        Span<byte> bytes = stackalloc byte[longest];
        Escape(bytes[..Encoding.UTF8.GetBytes(text, bytes)], inValue);
    }

    private void Escape(ReadOnlySpan<byte> text, bool inValue)
    {
        if (!XmlChars.AreUtf8(text))
        {
            Mend(text, inValue);
            return;
        }

        var special = inValue ? InValue : InText;
        while (text.IndexOfAny(special) is >= 0 and var at)
        {
            Put(text[..at]);
            Put(text[at] switch
            {
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'&' => "&amp;"u8,
                (byte)'\'' => "&apos;"u8,
                (byte)'\t' => "&#9;"u8,
                (byte)'\n' => "&#10;"u8,
                (byte)'\r' => "&#13;"u8,
                _ => default,
            });
            text = text[(at + 1)..];
        }

        Put(text);
    }

    /// <summary>U+FFFD for what is no character of XML.</summary>
    private void Mend(ReadOnlySpan<byte> text, bool inValue)
    {
        Span<byte> one = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(text, out var rune, out var length) != OperationStatus.Done || rune.Value is 0xFFFE or 0xFFFF) rune = Rune.ReplacementChar;
            Escape(one[..rune.EncodeToUtf8(one)], inValue);
            text = text[length..];
        }
    }
}
