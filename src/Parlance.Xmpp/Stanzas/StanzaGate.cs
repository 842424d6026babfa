using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Stanzas;

/// <summary>The one gate before all handlers: a stanza of ours, from whom it says, to an address, in its form, at its time (RFC 6120 §8). Handlers check none of it again.</summary>
public static class StanzaGate
{
    /// <summary>Passes a stanza to its handler, or tells the client what is wrong with it.</summary>
    /// <returns>What it costs of the client's rate, in messages.</returns>
    public static double Pass(XmppSession client, in Element element)
    {
        if (!TryKind(element.Name, out var kind))
        {
            client.Fail(StreamError.UnsupportedStanzaType);
            return 1;
        }

        if (!element.Namespace.SequenceEqual("jabber:client"u8))
        {
            client.Fail(StreamError.InvalidNamespace);
            return 1;
        }

        var hasTo = element.TryGet("to"u8, out var address);
        var to = hasTo ? client.Dialect.Jids.Read(address) : null;
        var stanza = new Stanza { Element = element, Kind = kind, To = to, Place = client.Dialect.PlaceOf(to, client.Jid, kind), Type = element["type"u8] };
        if (!IsInTime(client, stanza) || !IsFromItself(client, element)) return 1;
        if (hasTo && to is null) client.Refuse(stanza, StanzaError.JidMalformed);
        else if (kind == StanzaKind.Iq && !IsRequest(client, stanza)) return 0.25;
        else if (client.Dialect.Stanzas.Find(stanza) is not { } entry) RefuseUnknown(client, stanza);
        else if (entry.Card.From > client.Stage) client.Refuse(stanza, StanzaError.NotAllowed);
        else
        {
            entry.Uses++;
            var wasBound = client.Stage == Stage.Bound;
            entry.Handle(client, stanza);
            if (wasBound) client.PayKept();
            return entry.Card.Cost;
        }

        return 1;
    }

    private static bool TryKind(ReadOnlySpan<byte> name, out StanzaKind kind)
    {
        kind = name.SequenceEqual("iq"u8) ? StanzaKind.Iq : name.SequenceEqual("presence"u8) ? StanzaKind.Presence : StanzaKind.Message;
        return kind != StanzaKind.Message || name.SequenceEqual("message"u8);
    }

    /// <summary>Until a resource is bound only the server is there to be asked (RFC 6120 §7.1), and before a log-in only what does not need one.</summary>
    private static bool IsInTime(XmppSession client, in Stanza stanza)
    {
        if (client.Stage == Stage.Bound) return true;
        if (stanza.Kind == StanzaKind.Iq && (client.Stage == Stage.Open || (stanza.Place & Place.Home) != 0)) return true;
        client.Fail(StreamError.NotAuthorized);
        return false;
    }

    /// <summary>Nobody speaks for another: a sender's address, if it is given, is its own (RFC 6120 §8.1.2.1).</summary>
    private static bool IsFromItself(XmppSession client, in Element element)
    {
        if (client.Jid is not { } self || !element.TryGet("from"u8, out var address)) return true;
        if (client.Dialect.Jids.Read(address) is { } from && from.Bare == self.Bare && (from.IsBare || from.Resource == self.Resource)) return true;
        client.Fail(StreamError.InvalidFrom);
        return false;
    }

    /// <summary>Whether it is a request in its form (RFC 6120 §8.2.3), or an answer to be passed on; other answers nobody asked for.</summary>
    private static bool IsRequest(XmppSession client, in Stanza stanza)
    {
        if (stanza.IsAnswer)
        {
            if (stanza.Place == Place.Session && client.Stage == Stage.Bound) IqRelay.Handle(client, stanza);
            return false;
        }

        var isRequest = (stanza.IsSet || stanza.Type.SequenceEqual("get"u8)) && !stanza.Id.IsEmpty && !stanza.Payload.IsNone && IsAlone(stanza.Element);
        if (!isRequest) client.Refuse(stanza, StanzaError.BadRequest);
        return isRequest;
    }

    private static bool IsAlone(in Element request)
    {
        var children = request.Children;
        return children.MoveNext() && !children.MoveNext();
    }

    /// <summary>What nobody here knows. Presence is never answered; messages that want no answer neither.</summary>
    private static void RefuseUnknown(XmppSession client, in Stanza stanza)
    {
        if (stanza.Kind == StanzaKind.Presence) return;
        if (client.Stage < Stage.Bound) client.Refuse(stanza, StanzaError.NotAllowed);
        else if (stanza.Place == Place.Elsewhere) client.Refuse(stanza, client.Node.Settings.Xmpp.IsClassic ? StanzaError.ItemNotFound : StanzaError.RemoteServerNotFound);
        else if ((stanza.Place & (Place.Room | Place.Occupant)) != 0) client.Refuse(stanza, StanzaError.ItemNotFound);
        else client.Refuse(stanza, StanzaError.ServiceUnavailable);
    }
}
