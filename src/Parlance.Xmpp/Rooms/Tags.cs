using System.Text;

namespace Parlance.Xmpp.Rooms;

/// <summary>Client tags as the domain keeps them: <c>+typing=active;+draft/reply=...</c>, values escaped (IRCv3 message-tags).</summary>
internal static class Tags
{
    /// <summary>The value of a client tag, under its name or its name as a draft; empty: it is not there.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> name)
    {
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            var equals = tag.IndexOf((byte)'=');
            if (equals < 2 || tag[0] != '+') continue;
            var key = tag[1..equals];
            if (key.StartsWith("draft/"u8)) key = key["draft/"u8.Length..];
            if (key.SequenceEqual(name)) return tag[(equals + 1)..];
        }

        return default;
    }

    public static string Unescape(ReadOnlySpan<byte> value)
    {
        var text = Encoding.UTF8.GetString(value);
        if (!text.Contains('\\', StringComparison.Ordinal)) return text;
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\') plain.Append(text[i]);
            else if (++i < text.Length) plain.Append(text[i] switch { ':' => ';', 's' => ' ', 'r' => '\r', 'n' => '\n', var c => c });
        }

        return plain.ToString();
    }

    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
            _ = c switch
            {
                ';' => text.Append("\\:"),
                ' ' => text.Append("\\s"),
                '\\' => text.Append(@"\\"),
                '\r' => text.Append("\\r"),
                '\n' => text.Append("\\n"),
                '\0' => text,
                _ => text.Append(c),
            };
        return text.ToString();
    }
}
