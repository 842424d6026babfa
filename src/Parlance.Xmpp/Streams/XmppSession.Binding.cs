using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Names;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Stanzas;

namespace Parlance.Xmpp.Streams;

/// <summary>From a log-in to a session that others can reach.</summary>
public sealed partial class XmppSession
{
    /// <summary>Random bytes of a resource that the server makes.</summary>
    private const int ResourceLength = 9;

    private Uid _guest;

    /// <summary>Up to which position of the log the account is still owed what was said to it; null: nothing. Only in the classic profile, where who has bound hears already.</summary>
    private long? _owed;

    /// <summary>Binds a resource: one more session of a user who is here, or the user's first. Another session that has it is replaced.</summary>
    /// <param name="wanted">As the client wrote it; empty: one is made.</param>
    /// <param name="text">Says more about the error.</param>
    /// <returns>Why not; null: it is bound, and <see cref="Jid"/> is full.</returns>
    internal StanzaError? Bind(string wanted, out string? text)
    {
        text = null;
        if (wanted.Length == 0) wanted = NewResource();
        if (!AddressParts.TryResource(wanted, out var resource)) return StanzaError.BadRequest;
        if (Node.IsStorageDown)
        {
            text = "The server cannot take new sessions just now; try again in a minute";
            return StanzaError.ResourceConstraint;
        }

        var account = Account;
        if (_account is not null && account is null) return StanzaError.NotAllowed;
        var user = account is not null && Node.State.Users.TryAccount(account.Folded, out var here) ? here : null;
        var replaced = user is null ? null : Dialect.SessionOf(user, resource);
        if (user is not null && replaced is null && (!Node.Settings.Accounts.Multiclient || user.Sessions.Count >= Node.SessionsPerUserMax))
        {
            text = "The account has as many connections as it may have";
            return StanzaError.ResourceConstraint;
        }

        var wasReceiving = user is not null && Node.IsReceiving(user);
        if (user is null && Arrive(account, resource) is { } refused) return refused;
        if (user is not null && user.Sessions.Count >= Node.SessionsPerUserMax) replaced!.Fail(StreamError.Conflict, "Replaced by a new connection");
        if (user is not null) Node.Attach(this, user, "xmpp", resource);
        Stage = Stage.Bound;
        TakeAddress(Jid!.With(resource));
        if (Node.Settings.Xmpp.IsClassic && !wasReceiving) _owed = Node.LastDurable;

        // The new one is there before the old one goes: the user is here all the time.
        replaced?.Fail(StreamError.Conflict, "Replaced by a new connection");
        return null;
    }

    /// <summary>Gives what is owed, after the client's first stanza was answered: old clients take what comes next for the answer.</summary>
    internal void PayKept()
    {
        if (_owed is not { } position || User is null) return;
        _owed = null;
        Messages.Kept.Deliver(this, position);
    }

    /// <summary>The user's first session: who is barred from the server comes no further.</summary>
    private StanzaError? Arrive(Account? account, string resource)
    {
        var address = Connection.Peer.Address.ToString();
        var (nick, folded) = Nicks.Free(Node, account);
        var connected = new UserConnected
        {
            User = account is null ? _guest : Node.NextUid(), Nick = nick, NickFolded = folded, Ident = Nicks.IdentOf(account?.Folded ?? "guest"),
            Address = address, RealHost = address[0] == ':' ? "0" + address : address, CloakedHost = Host, Host = Host, RealName = account?.Name ?? nick,
            Flags = UserFlags.Cloaked, Secure = IsSecure, CertificateFingerprint = Connection.Peer.CertificateFingerprint,
            Dialect = "xmpp", Account = account?.Name, AccountFolded = account?.Folded, AccountId = account?.Id, Resource = resource,
        };
        if (Node.State.Bans.Refuses(BanSubject.Of(connected), Node.Now.Wall) is { } ban)
        {
            Fail(StreamError.PolicyViolation, $"You are banned from this server: {ban.Reason}");
            return StanzaError.NotAllowed;
        }

        Node.Register(this, connected);
        return null;
    }

    /// <summary>What others see where IRC shows a host: the domain of the address.</summary>
    private string Host => _account is null ? Dialect.GuestsDomain.Domain : Dialect.Domain.Domain;

    private string NewResource()
    {
        Span<byte> random = stackalloc byte[ResourceLength];
        Node.Entropy.Fill(random);
        return Convert.ToBase64String(random).Replace('+', '-').Replace('/', '_');
    }
}
