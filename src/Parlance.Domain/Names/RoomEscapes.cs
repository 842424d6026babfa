using System.Text;

namespace Parlance.Domain.Names;

/// <summary>
/// XEP-0106: a room's localpart cannot hold <c>" &amp; ' / : &lt; &gt; @</c> and writes them <c>\22 \26 \27 \2f \3a \3c \3e \40</c>. IRC can hold them, so the
/// names <c>c/c++</c> and <c>c\2fc++</c> are the same room. A space (<c>\20</c>) and the backslash (<c>\5c</c>) stay escaped: IRC has no words for them.
/// </summary>
public static class RoomEscapes
{
    private static readonly (string Escape, char Plain)[] Rows =
        [(@"\22", '"'), (@"\26", '&'), (@"\27", '\''), (@"\2f", '/'), (@"\3a", ':'), (@"\3c", '<'), (@"\3e", '>'), (@"\40", '@')];

    /// <summary>A folded name with those characters as themselves: the room's key.</summary>
    public static string Decode(string folded)
    {
        var text = new StringBuilder(folded.Length);
        for (var i = 0; i < folded.Length; i++)
        {
            var rest = folded.AsSpan(i);
            var row = rest[0] == '\\' && rest.Length >= 3 ? Array.Find(Rows, r => folded.AsSpan(i).StartsWith(r.Escape, StringComparison.Ordinal)) : default;
            text.Append(row.Escape is null ? rest[0] : row.Plain);
            if (row.Escape is not null) i += row.Escape.Length - 1;
        }

        return text.ToString();
    }

    /// <summary>The localpart of a room's key: the opposite of <see cref="Decode"/>.</summary>
    public static string Encode(string key)
    {
        var text = new StringBuilder(key.Length);
        foreach (var c in key)
        {
            var row = Array.Find(Rows, r => r.Plain == c);
            if (row.Escape is null) text.Append(c);
            else text.Append(row.Escape);
        }

        return text.ToString();
    }
}
