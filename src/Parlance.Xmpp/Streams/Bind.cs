using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Binding a resource: the stream becomes a session with an address of its own (RFC 6120 §7).</summary>
public sealed class Bind : IStanza, IStreamFeature
{
    private const string Space = "urn:ietf:params:xml:ns:xmpp-bind";

    public static StanzaCard Card { get; } = StanzaCard.Set(Space, "bind", Place.Home) with { From = Stage.Authenticated, Feature = "", Source = "RFC 6120", Help = "Binds a resource." };

    public static int Order => 20;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage == Stage.Authenticated) pen.Empty("bind"u8, "urn:ietf:params:xml:ns:xmpp-bind"u8);
    }

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        if (client.Stage == Stage.Bound)
        {
            client.Refuse(stanza, StanzaError.NotAllowed, "This stream has its resource");
            return;
        }

        var wanted = stanza.Payload.Child("resource"u8, "urn:ietf:params:xml:ns:xmpp-bind"u8);
        if (client.Bind(wanted.IsNone ? "" : wanted.TextString, out var text) is { } error)
        {
            client.Refuse(stanza, error, text);
            return;
        }

        client.End(client.StartResult(stanza).Open("bind"u8, "urn:ietf:params:xml:ns:xmpp-bind"u8).Element("jid"u8, client.Jid!.Full).Close());

        // In the classic profile a session hears messages from here on: what waited comes before them.
        if (client.Node.Settings.Xmpp.IsClassic && !client.Node.IsReceivingBeside(client.User!, client.Connection.Serial)) Messages.Kept.Deliver(client);
    }
}

/// <summary>The session that clients of RFC 3921 ask for after they have bound; it does nothing.</summary>
public sealed class OldSession : IStanza, IStreamFeature
{
    private const string Space = "urn:ietf:params:xml:ns:xmpp-session";

    public static StanzaCard Card { get; } = StanzaCard.Set(Space, "session", Place.Home) with { Feature = "", Source = "RFC 3921", Help = "Begins a session, as clients of long ago ask for." };

    public static int Order => 21;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage == Stage.Authenticated) pen.Open("session"u8, "urn:ietf:params:xml:ns:xmpp-session"u8).Open("optional"u8).Close().Close();
    }

    public static void Handle(XmppSession client, in Stanza stanza) => client.Result(stanza);
}
