using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Log;
using Parlance.Xmpp.Rooms;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.History;

/// <summary>An archive as one who asks may see it: their own, or a room's.</summary>
/// <param name="Address">Whose archive: a bare address.</param>
/// <param name="Room">Null: the asker's own.</param>
/// <param name="Conversation">All of it.</param>
/// <param name="Rank">What was said above it is not for the asker.</param>
/// <param name="NotBefore">What is older is gone, or was another's of that name.</param>
internal sealed record ArchiveView(string Address, Room? Room, Conversation Conversation, Rank Rank, Instant NotBefore)
{
    private const ArchiveKinds Kinds = ArchiveKinds.Messages | ArchiveKinds.Reactions | ArchiveKinds.Redactions | ArchiveKinds.Redacted;

    /// <summary>The archive that a request goes to; null: the client may not see it, and was told.</summary>
    public static ArchiveView? Find(XmppSession client, in Stanza stanza)
    {
        var node = client.Node;
        if (!node.KeepsHistory) client.Refuse(stanza, StanzaError.FeatureNotImplemented, "No history is kept here");
        else if (stanza.Place == Place.Self)
        {
            var own = Party.Of(client.User!.Uid, client.User.AccountFolded);
            return new(client.Jid!.Bare, null, Conversation.OfAccount(own), Rank.Staff, NotBeforeOf(client, own));
        }
        else if (client.Dialect.RoomAt(stanza.To!) is not { } room || !RoomSight.MaySee(client, room)) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (RankIn(room, client.User!) is not { } rank) client.Refuse(stanza, StanzaError.Forbidden, "Only who is in the room or has access to it reads its history");
        else return new(client.Dialect.Addresses.Of(room).Bare, room, Conversation.OfRoom(room.Instance), rank, node.HistoryFrom);
        return null;
    }

    /// <summary>All that a question encloses, whichever page is wanted; null: there cannot be anything.</summary>
    public ArchiveQuery? Query(XmppSession client, ArchiveFilter filter)
    {
        var all = Whole with
        {
            After = Later(filter.Start is { } start ? ArchivePoint.At(start).AndOn : null, At(filter.AfterId)),
            Before = Earlier(filter.End is { } end ? ArchivePoint.At(new Instant(end.Milliseconds + 1)) : null, At(filter.BeforeId)),
            Ids = filter.Ids,
        };
        if (filter.With is not { } with) return all;
        if (Room is not null) return PartyIn(client, Room, with) is null ? null : all;
        var other = with.Domain == client.Dialect.RoomsDomain.Domain ? client.Dialect.RoomAt(with) is { } room ? PartyIn(client, room, with) : null : PartyAt(client, with);
        if (other is null) return null;
        var from = NotBeforeOf(client, other);
        return all with { Conversation = Conversation.Between(Party.Of(client.User!.Uid, client.User.AccountFolded), other), NotBefore = from > NotBefore ? from : NotBefore };
    }

    public ArchiveQuery Whole => new() { Conversation = Conversation, Kinds = Kinds, Rank = Rank, NotBefore = NotBefore };

    /// <summary>A page of what a question encloses.</summary>
    public static ArchiveQuery PageOf(ArchiveQuery all, in PageWish wish) => all with
    {
        After = Later(all.After, At(wish.After)), Before = Earlier(all.Before, At(wish.Before)), FromNewest = wish.FromNewest, Limit = wish.Most,
    };

    /// <summary>Whether an entry that the archive found is among those asked for: rows do not tell resources, nor through which room something was said.</summary>
    public bool Fits(XmppSession client, ArchiveFilter filter, in ArchiveEntry entry)
    {
        if (filter.With is not { } with) return true;
        if (Room is not null)
        {
            var party = PartyIn(client, Room, with);
            return party == Party.Of(entry.At.By.Uid, entry.At.By.Account);
        }

        if (entry.Happened is not MessageSent message) return true;
        if (with.Domain == client.Dialect.RoomsDomain.Domain) return message.Through is { } through && client.Dialect.RoomAt(with)?.Folded == through;
        if (message.Through is not null) return false;
        if (with.Resource is not { } resource) return true;
        var own = Party.Of(client.User!.Uid, client.User.AccountFolded);
        return Party.Of(entry.At.By.Uid, entry.At.By.Account) != own ? message.FromResource == resource : message.ToResource == resource;
    }

    /// <summary>Who is in a room reads as what they are there; who has access to it may come in any time, and reads as what they would be.</summary>
    private static Rank? RankIn(Room room, User user)
    {
        if (user.In(room) is { } member) return member.Rank;
        return room.AccessOf(user.AccountFolded) is > Access.None and var access ? access.Rank() : null;
    }

    private static string? PartyIn(XmppSession client, Room room, Jid with)
    {
        if (with.Domain != client.Dialect.RoomsDomain.Domain) return PartyAt(client, with) is { } party && (!room.HidesAddresses() || client.User!.In(room)?.Rank >= Rank.Operator) ? party : null;
        if (with.Resource is not { } nick || !ReferenceEquals(client.Dialect.RoomAt(with), room)) return null;
        return client.Node.State.Users.TryNick(client.Node.Names.Fold(nick), out var user) && user.In(room) is not null ? Party.Of(user.Uid, user.AccountFolded) : null;
    }

    /// <summary>Null: nobody can ever have had the address.</summary>
    private static string? PartyAt(XmppSession client, Jid with)
    {
        if (with.Local is not { } local) return null;
        if (with.Domain == client.Dialect.Domain.Domain) return client.Node.Names.Fold(local);
        return with.Domain == client.Dialect.GuestsDomain.Domain && Uid.TryParse(local.ToUpperInvariant(), out var uid) ? Party.Of(uid, client.Node.UserOf(uid)?.AccountFolded) : null;
    }

    /// <summary>A name may be given again: an account has no part in what was said under it before.</summary>
    private static Instant NotBeforeOf(XmppSession client, string party)
    {
        var from = client.Node.HistoryFrom;
        return client.Node.State.Accounts.TryGet(party, out var account) && account.Created.Wall > from ? account.Created.Wall : from;
    }

    private static ArchivePoint? At(EventId id) => id.IsNone ? null : ArchivePoint.At(id);

    private static ArchivePoint? Later(ArchivePoint? a, ArchivePoint? b) => a is { } one && b is { } other ? one >= other ? one : other : a ?? b;

    private static ArchivePoint? Earlier(ArchivePoint? a, ArchivePoint? b) => a is { } one && b is { } other ? one <= other ? one : other : a ?? b;
}
