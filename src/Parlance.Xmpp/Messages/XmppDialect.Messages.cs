using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Messages;

namespace Parlance.Xmpp;

/// <summary>Direct messages: whom they are for, and what is remembered of them.</summary>
public sealed partial class XmppDialect
{
    public StanzaIds StanzaIds { get; } = new();

    /// <summary>The session that takes a message back just now: it need not be told.</summary>
    internal Streams.XmppSession? Retracting { get; set; }

    /// <summary>Whether an address is of one of this server's domains.</summary>
    public bool IsOurs(Jid address) => address.Domain == Domain.Domain || address.Domain == GuestsDomain.Domain || address.Domain == RoomsDomain.Domain;

    /// <summary>Who is meant by an address; a guest is found by nick too (ARCHITECTURE §8, Guests).</summary>
    public User? AddresseeAt(Jid to)
    {
        if (UserAt(to) is { } user) return user;
        return to.Local is { } nick && to.Domain == GuestsDomain.Domain && Node.State.Users.TryNick(Node.Names.Fold(nick), out user) && user.AccountFolded is null ? user : null;
    }

    /// <summary>Whether a user has a session that others see under a resource.</summary>
    public static bool HasResource(User user, string resource)
    {
        foreach (var session in user.Sessions)
            if (ResourceOf(session) == resource) return true;
        return false;
    }

    private void WitnessMessages(in Utterance what)
    {
        if (what.Event is MessageSent { OriginId: { } id } && what.By is { } by && what.At.Position > 0) StanzaIds.Add(AddressOf(by).Bare, id, what.At.Id);
    }
}
