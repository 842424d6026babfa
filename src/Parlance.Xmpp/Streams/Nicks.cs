using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Engine;

namespace Parlance.Xmpp.Streams;

/// <summary>The nick of somebody who comes by XMPP, where nobody asks for one: the account's name as far as a nick can be it (ARCHITECTURE §8, "Names").</summary>
public static class Nicks
{
    /// <summary>Characters of an ident.</summary>
    public const int IdentMax = 10;

    /// <summary>A nick that nobody has or keeps, and how it compares.</summary>
    /// <param name="node">Where.</param>
    /// <param name="account">Whose; null: a guest's.</param>
    public static (string Nick, string Folded) Free(Node node, Account? account)
    {
        var name = account?.Name ?? "Guest";
        var max = node.Settings.Limits.NickLength;
        for (var number = account is null ? 1 : 0; ; number++)
        {
            var digits = number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);
            if (!node.Names.TryNick(Fitted(node, name, max - digits.Length) + digits, max, out var nick, out var folded)) continue;
            if (!node.State.Users.TryNick(folded, out _) && !node.State.Accounts.Reserves(folded, account?.Id ?? default, node.Settings.Accounts.NickReservation)) return (nick, folded);
        }
    }

    /// <summary>An ident of ASCII letters, digits, dots, dashes and underscores.</summary>
    public static string IdentOf(string name)
    {
        var ident = new string([.. name.Where(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_').Take(IdentMax)]);
        return ident.Length == 0 ? "xmpp" : ident;
    }

    /// <summary>What a nick cannot hold becomes an underscore, and what is too long is cut.</summary>
    internal static string Fitted(Node node, string name, int max)
    {
        var fitted = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            var letter = rune.ToString();
            var isFirst = fitted.Length == 0;
            var next = node.Names.TryNick(isFirst ? letter : "a" + letter, max, out _, out _) ? letter : "_";
            if (Encoding.UTF8.GetByteCount(fitted.ToString()) + Encoding.UTF8.GetByteCount(next) > max) break;
            fitted.Append(next);
        }

        return fitted.Length == 0 ? "_" : fitted.ToString();
    }
}
