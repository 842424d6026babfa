using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>One change of a role: ranks given and taken, or a kick (XEP-0045 §8.2 to §8.4, §9.6).</summary>
internal static class RoleChange
{
    /// <returns>Why not; null: done.</returns>
    public static StanzaError? Make(XmppSession client, Room room, string? nick, ReadOnlySpan<byte> role, string? reason)
    {
        if (nick is null || !client.Node.State.Users.TryNick(client.Node.Names.Fold(nick), out var user) || user.In(room) is not { } member) return StanzaError.ItemNotFound;
        if (role.SequenceEqual(Standing.None)) return AffiliationChange.ErrorOf(client, room, client.Node.Ask(client, room, new Kick(user.Uid, reason)));
        if (Standing.RoleOf(room, member).SequenceEqual(role)) return null;
        if (role.SequenceEqual("moderator"u8)) return Ask(client, room, member, Rank.Operator, true);
        var isVisitor = role.SequenceEqual("visitor"u8);
        if (!isVisitor && !role.SequenceEqual("participant"u8)) return StanzaError.BadRequest;
        if (isVisitor && !room.Has(RoomMode.Moderated)) return StanzaError.NotAllowed;

        foreach (var rank in RankSets.HighestFirst)
            if ((member.Ranks & rank.AsSet()) != 0 && (rank >= Rank.Operator || isVisitor) && Ask(client, room, member, rank, false) is { } error) return error;
        return isVisitor || !room.Has(RoomMode.Moderated) || member.Rank >= Rank.Voice ? null : Ask(client, room, member, Rank.Voice, true);
    }

    private static StanzaError? Ask(XmppSession client, Room room, Member member, Rank rank, bool grant) =>
        AffiliationChange.ErrorOf(client, room, client.Node.Ask(client, room, new ChangeRank(member.User.Uid, rank, grant)));
}
