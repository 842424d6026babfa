using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Users;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp;

/// <summary>Who is behind an address.</summary>
public sealed partial class XmppDialect
{
    /// <summary>The address of a user: of its account, or of the guest it is (ARCHITECTURE §8, "Guests").</summary>
    public Jid AddressOf(User user) => user.AccountFolded is { } account ? Jid.Of(account, Domain.Domain) : GuestAddress(user.Uid);

    /// <summary>The address of an account.</summary>
    public Jid AddressOf(Account account) => Jid.Of(account.Folded, Domain.Domain);

    public Jid GuestAddress(Uid guest) => Jid.Of(guest.ToString().ToLowerInvariant(), GuestsDomain.Domain);

    /// <summary>What an address is to one who uses it.</summary>
    /// <param name="to">The address; null: none was given.</param>
    /// <param name="self">The bare address of the one who does; null: it has none yet.</param>
    /// <param name="kind">For what: without an address a presence is for everybody, all else for the sender's own account.</param>
    public Place PlaceOf(Jid? to, Jid? self, StanzaKind kind)
    {
        if (to is null) return kind == StanzaKind.Presence ? Place.Everybody : Place.Self;
        if (to.Domain == Domain.Domain || to.Domain == GuestsDomain.Domain)
            return to.Local is null ? Place.Server : !to.IsBare ? Place.Session : to.Bare == self?.Bare ? Place.Self : Place.Account;
        if (to.Domain == RoomsDomain.Domain) return to.Local is null ? Place.RoomService : to.IsBare ? Place.Room : Place.Occupant;
        return Place.Elsewhere;
    }

    /// <summary>The account of a local address, whether anybody is there or not.</summary>
    public Account? AccountAt(Jid address) =>
        address.Local is { } local && address.Domain == Domain.Domain && Node.State.Accounts.TryGet(Node.Names.Fold(local), out var account) ? account : null;

    /// <summary>The user of a local address who is here; null: nobody is.</summary>
    public User? UserAt(Jid address)
    {
        if (address.Local is not { } local) return null;
        if (address.Domain == Domain.Domain) return Node.State.Users.TryAccount(Node.Names.Fold(local), out var user) ? user : null;
        return address.Domain == GuestsDomain.Domain && Uid.TryParse(local.ToUpperInvariant(), out var uid) && Node.UserOf(uid) is { AccountFolded: null } guest ? guest : null;
    }

    /// <summary>The session of a full local address; null: there is none.</summary>
    public XmppSession? SessionAt(Jid address) => address.Resource is { } resource && UserAt(address) is { } user ? SessionOf(user, resource) : null;

    /// <summary>A user's session by its resource.</summary>
    public XmppSession? SessionOf(User user, string resource) =>
        user.SessionOf(resource) is { } session ? Node.ConnectionOf(user, session.Number)?.Session as XmppSession : null;
}
