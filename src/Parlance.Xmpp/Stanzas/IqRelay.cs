using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Stanzas;

/// <summary>A request to a session, or its answer, goes to that session (RFC 6121 §8.5.3).</summary>
public sealed class IqRelay : IStanza
{
    public static StanzaCard Card { get; } = new(StanzaKind.Iq, Place.Session) { Source = "RFC 6121", Help = "Passes requests and answers between sessions." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Dialect.SessionAt(stanza.To!) is not { } to)
        {
            client.Refuse(stanza, StanzaError.ServiceUnavailable);
            return;
        }

        // A request must be answered: to those who are blocked as if nobody were there (XEP-0191 §3.2). Answers of theirs are dropped.
        if (client.Dialect.IsBetween(client.User!, to.User!))
        {
            if (client.Node.Blocks(client.Account, to.Account, to.User)) client.RefuseBlocked(stanza);
            else client.Refuse(stanza, StanzaError.ServiceUnavailable);
            return;
        }

        to.End(client.Dialect.Pen.Relay(stanza, client.Jid!));
    }
}

/// <summary>Passing stanzas on.</summary>
public static class Relaying
{
    /// <summary>Begins a stanza as it came, with who sent it; all that is in it is copied, and it wants its <see cref="XmppSession.End"/>.</summary>
    public static XmlPen Relay(this XmlPen pen, in Stanza stanza, Jid from)
    {
        pen.RelayHead(stanza, from);
        foreach (var child in stanza.Element.Children) pen.Copy(child);
        return pen;
    }

    /// <summary>The same without what is in it.</summary>
    public static XmlPen RelayHead(this XmlPen pen, in Stanza stanza, Jid from)
    {
        var element = stanza.Element;
        pen.Open(element.Name);
        if (element.TryGet("to"u8, out var to)) pen.Attribute("to"u8, to);
        pen.Attribute("from"u8, from.Full);
        if (element.TryGet("id"u8, out var id)) pen.Attribute("id"u8, id);
        if (element.TryGet("type"u8, out var type)) pen.Attribute("type"u8, type);
        if (element.Language is { IsEmpty: false } language) pen.Attribute("xml:lang"u8, language);
        return pen;
    }
}
