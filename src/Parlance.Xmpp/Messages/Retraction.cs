using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Messages;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Messages;

/// <summary>Taking back what one said directly: XEP-0424 and IRC's <c>REDACT</c> are one event.</summary>
internal static class Retraction
{
    /// <summary>Whether the message takes one back, and did; one that is not known is passed on as it is.</summary>
    public static bool Take(XmppSession client, in Stanza stanza, User? user, Account? account)
    {
        var retract = stanza.Element.Child("retract"u8, "urn:xmpp:message-retract:1"u8);
        if (retract.IsNone || !retract.TryGet("id"u8, out var id) || id.Length > StanzaIds.LengthMax) return false;
        var (node, own) = (client.Node, client.Jid!.Bare);
        var message = client.Dialect.StanzaIds.Find(System.Text.Encoding.UTF8.GetString(id), own, own);
        if (message.IsNone || node.Recent.Find(message) is not { } recent || recent.Author != client.User!.Uid) return false;
        var reason = retract.Child("reason"u8, "urn:xmpp:message-retract:1"u8);
        var command = new RedactDirect(message, recent.Author, user?.Uid ?? default, node.Settings.History.DeleteOwn, reason.IsNone ? null : reason.TextString) { ToAccount = account?.Folded };
        client.Dialect.Retracting = client;
        if (node.Ask(client, command) is { } refusal) client.Refuse(stanza, refusal);
        client.Dialect.Retracting = null;
        return true;
    }

    /// <summary>That a message is gone, to a client of one of the two.</summary>
    public static void Say(XmppSession to, MessageRedacted redacted, in Utterance what)
    {
        if (what.By is not { } by || ReferenceEquals(to, to.Dialect.Retracting)) return;
        var dialect = to.Dialect;
        var pen = dialect.Pen.Open("message"u8).Attribute("from"u8, dialect.AddressOf(by).Bare).Attribute("type"u8, "chat"u8).Attribute("id"u8, what.At.Id.ToString())
            .Open("retract"u8, "urn:xmpp:message-retract:1"u8).Attribute("id"u8, dialect.StanzaIds.NameOf(redacted.Message));
        if (redacted.Reason is { } reason) pen.Element("reason"u8, reason);
        pen.Close().Element("body"u8, "A message was taken back, but your client does not know how.").Empty("fallback"u8, "urn:xmpp:fallback:0"u8).Raw("<store xmlns='urn:xmpp:hints'/>"u8);
        to.End(pen);
    }
}
