using System.Text;
using Parlance.Domain.Masks;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary>Small words that queries share.</summary>
public static class Words
{
    /// <summary>Characters of a list on one line.</summary>
    private const int ListBytesMax = 350;

    /// <summary>A parameter of a client as it may stand in the middle of a reply; what cannot becomes <c>*</c>.</summary>
    public static string Echo(string word) => word.Length == 0 || word[0] == ':' || word.Contains(' ', StringComparison.Ordinal) ? "*" : word;

    /// <summary>The parameter as text; empty when there is none.</summary>
    public static string Text(this in IrcLine line, int index) => index < line.Count ? Encoding.UTF8.GetString(line[index]) : "";

    /// <summary>An address as a parameter: IPv6 never begins with a colon (Modern IRC, RPL_WHOISUSER).</summary>
    public static string Address(string address) => address.StartsWith(':') ? "0" + address : address;

    /// <summary>A numeric whose text is a list, on as many lines as it needs; none for an empty list.</summary>
    public static void ReplyMany(this IrcSession client, Numeric numeric, IEnumerable<string> items, char separator)
    {
        var line = new StringBuilder();
        foreach (var item in items)
        {
            if (line.Length > 0 && line.Length + item.Length >= ListBytesMax)
            {
                client.ReplyText(numeric, line.ToString());
                line.Clear();
            }

            if (line.Length > 0) line.Append(separator);
            line.Append(item);
        }

        if (line.Length > 0) client.ReplyText(numeric, line.ToString());
    }

    /// <summary>
    /// Whether the query is for another server, which the client is told does not exist (402). A server is named by itself, by a mask, or by a user on it.
    /// </summary>
    public static bool AsksElsewhere(this IrcSession client, in IrcLine line, int index)
    {
        var target = line.Text(index);
        if (target.Length == 0 || client.IsHere(target)) return false;
        client.Reply(Numerics.NoSuchServer, Echo(target));
        return true;
    }

    /// <summary>Whether a server parameter means this node.</summary>
    public static bool IsHere(this IrcSession client, string target) =>
        string.Equals(target, client.ServerName, StringComparison.OrdinalIgnoreCase) || (Mask.TryParse(target, out var mask) && mask.Matches(client.ServerName)) || client.UserOf(target) is not null;
}
