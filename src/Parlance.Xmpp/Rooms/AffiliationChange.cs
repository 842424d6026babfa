using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>One change of an affiliation: of an account's access, or a ban (XEP-0045 §9.1 to §9.8, §10.3 to §10.8).</summary>
internal static class AffiliationChange
{
    /// <returns>Why not; null: done.</returns>
    public static StanzaError? Make(XmppSession client, Room room, in Element item, ReadOnlySpan<byte> affiliation, string? reason)
    {
        var isOutcast = affiliation.SequenceEqual(Standing.Outcast);
        if (!isOutcast && Standing.AccessOf(affiliation) is null) return StanzaError.BadRequest;
        var user = item.Get("nick"u8) is { } nick && client.Node.State.Users.TryNick(client.Node.Names.Fold(nick), out var named) && named.In(room) is not null ? named : null;
        var address = item["jid"u8] is { IsEmpty: false } jid ? client.Dialect.Jids.Read(jid) : null;
        if (address is not null) user ??= client.Dialect.UserAt(address);
        var account = user?.AccountFolded ?? (address is null ? null : client.Dialect.AccountAt(address)?.Folded);
        if (account is null) return user is null ? StanzaError.ItemNotFound : isOutcast ? BanGuest(client, room, user, reason) : StanzaError.NotAcceptable;
        return ErrorOf(client, room, isOutcast ? client.Node.Ask(client, room, new Outcast(account, true, reason)) : Give(client, room, account, Standing.AccessOf(affiliation)!.Value, reason));
    }

    private static Refusal? Give(XmppSession client, Room room, string account, Access level, string? reason)
    {
        var old = room.AccessOf(account);
        if (level == Access.None && client.Node.Ask(client, room, new Outcast(account, false)) is { Code: not RefusalCode.TargetOutranks } refused) return refused;
        // What XMPP calls a member or an admin may be more than the least of it.
        if (Standing.AffiliationOf(old).SequenceEqual(Standing.AffiliationOf(level))) return null;
        if (client.Node.Ask(client, room, new ChangeAccess(account, level)) is { } refusal) return refusal;
        if (level > Access.None || !room.Has(RoomMode.InviteOnly) || !client.Node.State.Users.TryAccount(account, out var user) || user.In(room) is not { Rank: Rank.None }) return null;
        client.Node.Ask(client, room, new Kick(user.Uid, reason) { Cause = KickCause.Membership });
        return null;
    }

    /// <summary>A guest has nothing but an address to be banned by.</summary>
    private static StanzaError? BanGuest(XmppSession client, Room room, User guest, string? reason)
    {
        if (client.Node.Ask(client, room, new ChangeList(MaskListKind.Ban, $"{(guest.Host == client.Dialect.GuestsDomain.Domain ? guest.Nick : "*")}!*@{guest.Host}", true)) is { } refusal) return ErrorOf(client, room, refusal);
        return guest.In(room) is null ? null : ErrorOf(client, room, client.Node.Ask(client, room, new Kick(guest.Uid, reason) { Cause = KickCause.Ban }));
    }

    /// <summary>Who may change nothing is forbidden to; who may, but not this, is not allowed to (XEP-0045 §9, error tables).</summary>
    public static StanzaError? ErrorOf(XmppSession client, Room room, Refusal? refusal) => refusal?.Code switch
    {
        null => null,
        RefusalCode.LastOwner => StanzaError.Conflict,
        RefusalCode.TargetOutranks => StanzaError.NotAllowed,
        RefusalCode.RankTooLow => room.AccessOf(client.User!.AccountFolded) >= Access.Operator ? StanzaError.NotAllowed : StanzaError.Forbidden,
        RefusalCode.NotInRoom => StanzaError.Forbidden,
        _ => Refusals.ErrorOf(refusal),
    };
}
