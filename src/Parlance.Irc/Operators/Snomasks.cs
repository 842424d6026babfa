namespace Parlance.Irc.Operators;

/// <summary>IRC's letters for the kinds of server notices (user mode +s). A golden test holds the list.</summary>
public static class Snomasks
{
    public const char Announcements = 'a';
    public const char Connects = 'c';
    public const char Blocklists = 'd';
    public const char Refused = 'f';
    public const char Globops = 'g';
    public const char Kills = 'k';
    public const char Nicks = 'n';
    public const char Operators = 'o';
    public const char Quits = 'q';
    public const char Rooms = 'r';
    public const char SpamFilters = 's';
    public const char Bans = 'x';

    private static readonly (char Letter, string Word)[] Rows =
    [
        (Announcements, "ANNOUNCEMENT"),
        (Connects, "CONNECT"),
        (Blocklists, "DNSBL"),
        (Refused, "REFUSED"),
        (Globops, "GLOBOPS"),
        (Kills, "KILL"),
        (Nicks, "NICK"),
        (Operators, "OPER"),
        (Quits, "QUIT"),
        (Rooms, "CHANNEL"),
        (SpamFilters, "SPAMFILTER"),
        (Bans, "XLINE"),
    ];

    public static string Letters { get; } = string.Concat(Rows.Select(r => r.Letter));

    /// <summary>What stands before a notice of the kind.</summary>
    public static string WordOf(char letter) => Array.Find(Rows, r => r.Letter == letter).Word;

    /// <summary>The letters after a change: <c>+ck-o</c>, or letters alone, which are added. Unknown ones count for nothing.</summary>
    public static string Change(string from, string change)
    {
        var letters = new SortedSet<char>(from);
        var adding = true;
        foreach (var c in change)
        {
            if (c is '+' or '-') adding = c == '+';
            else if (c == '*') letters = adding ? new(Letters) : [];
            else if (!Letters.Contains(c, StringComparison.Ordinal)) continue;
            else if (adding) letters.Add(c);
            else letters.Remove(c);
        }

        return string.Concat(letters);
    }
}
