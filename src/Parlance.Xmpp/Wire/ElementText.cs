namespace Parlance.Xmpp.Wire;

/// <summary>What an element says by itself: its text and CDATA sections, without what elements in it say.</summary>
internal static class ElementText
{
    public static ReadOnlySpan<byte> Of(XmlTape tape, int at)
    {
        ref readonly var node = ref tape.Nodes[at];
        var content = tape.Bytes.AsSpan(node.ContentStart, node.ContentEnd - node.ContentStart);
        if (node.Next == at + 1 && !node.IsEscaped) return content;
        var decoded = tape.Reserve(content.Length);
        var length = 0;
        var from = node.ContentStart;
        for (var child = at + 1; child < node.Next; child = tape.Nodes[child].Next)
        {
            Add(tape.Bytes.AsSpan(from, tape.Nodes[child].Start - from), decoded, ref length);
            from = tape.Nodes[child].End;
        }

        Add(tape.Bytes.AsSpan(from, node.ContentEnd - from), decoded, ref length);
        tape.Commit(length);
        return decoded[..length];
    }

    /// <summary>What a run of text without elements says.</summary>
    public static ReadOnlySpan<byte> Between(XmlTape tape, int from, int to)
    {
        var decoded = tape.Reserve(to - from);
        var length = 0;
        Add(tape.Bytes.AsSpan(from, to - from), decoded, ref length);
        tape.Commit(length);
        return decoded[..length];
    }

    private static void Add(ReadOnlySpan<byte> text, Span<byte> to, ref int length)
    {
        while (!text.IsEmpty)
        {
            var section = text.IndexOf((byte)'<');
            if (section < 0) section = text.Length;
            length += XmlChars.Decode(text[..section], to[length..], isValue: false);
            text = text[section..];
            if (text.IsEmpty) return;
            text = text["<![CDATA["u8.Length..];
            var end = text.IndexOf("]]>"u8);
            length += XmlChars.DecodeSection(text[..end], to[length..]);
            text = text[(end + 3)..];
        }
    }
}
