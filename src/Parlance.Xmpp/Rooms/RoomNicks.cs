using System.Globalization;
using Parlance.Domain;
using Parlance.Domain.Names;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>Nicks that are asked for in rooms: a user has one everywhere, and IRC must be able to write it (ARCHITECTURE §8, "Names").</summary>
internal static class RoomNicks
{
    /// <summary>Digits tried to make a nick free.</summary>
    private const int NumbersMax = 1000;

    /// <summary>Who is in no room may choose a nick at the door; who is in one keeps the nick they have.</summary>
    /// <returns>Why not: somebody else has it. Null: done, one way or the other.</returns>
    public static Refusal? Choose(XmppSession client, string wanted)
    {
        var user = client.User!;
        if (user.Nick == wanted) return null;
        if (user.Memberships.Count > 0)
            return IsHeldByOther(client.Node, user, wanted) ? new(RefusalCode.NickInUse, wanted) : null;
        return client.Node.Ask(client, new ChangeNick(Fit(client.Node, user, wanted)));
    }

    /// <summary>The nick as IRC can write it. What it can write stays as it is; of a nick that had to be changed one that is free is found.</summary>
    public static string Fit(Node node, User user, string wanted)
    {
        var max = node.Limits.NickLength;
        if (node.Names.TryNick(wanted, max, out var display, out _)) return display;
        for (var number = 0; number < NumbersMax; number++)
        {
            var digits = number == 0 ? "" : number.ToString(CultureInfo.InvariantCulture);
            var nick = Nicks.Fitted(node, wanted, max - digits.Length) + digits;
            if (node.Names.TryNick(nick, max, out display, out var folded) && (!node.State.Users.TryNick(folded, out var holder) || ReferenceEquals(holder, user))) return display;
        }

        return user.Nick;
    }

    private static bool IsHeldByOther(Node node, User user, string wanted) =>
        node.Names.TryNick(wanted, node.Limits.NickLength, out _, out var folded) && (ReservedNicks.Has(folded) || (node.State.Users.TryNick(folded, out var holder) && !ReferenceEquals(holder, user)));
}
