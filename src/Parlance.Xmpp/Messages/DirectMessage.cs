using Parlance.Domain.Accounts;
using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine.Words;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Messages;

/// <summary>A message to somebody, on whatever protocol they are, or not here (RFC 6121 §5, §8.5).</summary>
public sealed class DirectMessage : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Message, Place.Self | Place.Account | Place.Session) { Source = "RFC 6121", Help = "Says something to somebody." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var dialect = client.Dialect;
        var to = stanza.To ?? client.Jid!.ToBare();
        var (user, account) = (dialect.AddresseeAt(to), dialect.AccountAt(to));
        if (stanza.Type.SequenceEqual("error"u8) || stanza.Type.SequenceEqual("groupchat"u8)) Pass(client, stanza, to, user);
        else if (user is null && account is null) client.Refuse(stanza, client.Node.Settings.Xmpp.IsClassic ? StanzaError.ItemNotFound : StanzaError.ServiceUnavailable);
        else
        {
            var words = ChatWords.Read(client, stanza, user is null ? to.Bare : client.Node.AddressOf(user));
            if (!IsBarred(client, stanza, user, account, words)) Say(client, stanza, to, user, account, words);
        }
    }

    private static void Say(XmppSession client, in Stanza stanza, Jid to, User? user, Account? account, in Spoken words)
    {
        var node = client.Node;
        var isHere = user is not null && node.IsReceiving(user);
        var resource = user is not null && to.Resource is { } wanted && XmppDialect.HasResource(user, wanted) ? wanted : null;
        if (resource is null && to.Resource is not null && words.Style != MessageStyle.Chat)
        {
            if (words.Style == MessageStyle.Normal) client.Refuse(stanza, StanzaError.ServiceUnavailable);
        }
        else if (!isHere && resource is null && !IsKept(client, user, words))
        {
            if (words.Kind == MessageKind.Say) client.Refuse(stanza, StanzaError.ServiceUnavailable);
        }
        else if (IsTooLong(client, user, words)) client.Refuse(stanza, StanzaError.PolicyViolation, "The text is too long for the receiver's client");
        else if (node.IsStorageDown && words.Kind != MessageKind.Tags && !words.IsFleeting) client.Refuse(stanza, new Domain.Refusal(Domain.RefusalCode.StorageDown, node.StorageTrouble));
        else if (Retraction.Take(client, stanza, user, account)) return;
        else
        {
            node.Say(client, null, user, user is null ? account : null, words with { ToResource = resource });
            Markers.Take(client, stanza, user, account);
        }
    }

    /// <summary>Whether it waits for who is not here: what is not kept does not (XEP-0160 §3).</summary>
    private static bool IsKept(XmppSession client, User? user, in Spoken words) =>
        client.Node.KeepsHistory && !words.IsFleeting && (words.Kind != MessageKind.Tags || words.IsLasting) && user is not { AccountFolded: null };

    /// <summary>On IRC a text is cut into lines; what would be too many lines is for XMPP alone.</summary>
    private static bool IsTooLong(XmppSession client, User? user, in Spoken words) =>
        user is not null && words.Text.Length > client.Node.Settings.Limits.MultilineMaxBytes && user.Sessions.All(session => session.Dialect != "xmpp");

    private static bool IsBarred(XmppSession client, in Stanza stanza, User? user, Account? account, in Spoken words)
    {
        switch (client.Node.BarDirect(client, user, account, words.Kind, words.Text.Span, out var reason, client.Jid!.Resource))
        {
            case DirectBar.None: return false;
            case DirectBar.BlockedByYou: client.RefuseBlocked(stanza); break;
            case DirectBar.Unheard when words.Kind == MessageKind.Tags: break;
            case DirectBar.Unheard: client.Refuse(stanza, StanzaError.ServiceUnavailable); break;
            case DirectBar.StaffOnly: client.Refuse(stanza, StanzaError.Forbidden, "Direct messages are for staff only just now"); break;
            case DirectBar.Spam: client.Refuse(stanza, StanzaError.PolicyViolation, reason); break;
            case var bar: client.Refuse(stanza, StanzaError.Forbidden, TextOf(bar)); break;
        }

        return true;
    }

    private static string TextOf(DirectBar bar) => bar switch
    {
        DirectBar.YouAreSecureOnly => "You take part in encrypted conversations only, and theirs are not encrypted",
        DirectBar.SecureOnly => "The user takes messages from encrypted connections only",
        DirectBar.RegisteredOnly => "The user takes messages from accounts only",
        DirectBar.NoCtcp => "The user takes no such requests",
        _ => "The user takes messages only from those accepted",
    };

    /// <summary>Errors, and what a room's service says, go to one client or nowhere: they are never kept and never answered (RFC 6121 §8.5.3).</summary>
    private static void Pass(XmppSession client, in Stanza stanza, Jid to, User? user)
    {
        var isError = stanza.Type.SequenceEqual("error"u8);
        var session = user is null || to.Resource is null ? null : client.Dialect.SessionOf(user, to.Resource);
        if (session is not null && !client.Dialect.IsBetween(client.User!, user!)) session.End(client.Dialect.Pen.Relay(stanza, client.Jid!));
        else if (!isError) client.Refuse(stanza, StanzaError.ServiceUnavailable);
    }
}
