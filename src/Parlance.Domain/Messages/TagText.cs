using System.Text;

namespace Parlance.Domain.Messages;

/// <summary>Client-only tags as a message keeps them (<see cref="MessageSent.ClientTags"/>): read and written by those who know no lines of IRC. Escapes as in IRCv3 message-tags.</summary>
public static class TagText
{
    /// <summary>The value of a tag; null: it is not there. Of several the last counts.</summary>
    public static string? Find(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> key)
    {
        string? value = null;
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            if (!tag.StartsWith(key) || (tag.Length > key.Length && tag[key.Length] != '=')) continue;
            value = tag.Length == key.Length ? "" : Unescape(Encoding.UTF8.GetString(tag[(key.Length + 1)..]));
        }

        return value;
    }

    /// <summary>Writes one more tag behind those there are.</summary>
    public static StringBuilder Tag(this StringBuilder tags, string key, string value)
    {
        if (tags.Length > 0) tags.Append(';');
        tags.Append(key).Append('=');
        foreach (var c in value)
            tags.Append(c switch { ';' => "\\:", ' ' => "\\s", '\\' => @"\\", '\r' => "\\r", '\n' => "\\n", '\0' => "", _ => c.ToString() });
        return tags;
    }

    private static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal)) return value;
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\') text.Append(value[i]);
            else if (++i < value.Length) text.Append(value[i] switch { ':' => ';', 's' => ' ', 'r' => '\r', 'n' => '\n', var itself => itself });
        }

        return text.ToString();
    }
}
