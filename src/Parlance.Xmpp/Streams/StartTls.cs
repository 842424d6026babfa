using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>STARTTLS (RFC 6120 §5). Whatever follows it in the clear ends the connection (RFC 7590 §3.2).</summary>
public sealed class StartTls : IStreamElement, IStreamFeature
{
    private const string Space = "urn:ietf:params:xml:ns:xmpp-tls";

    public static StreamElementCard Card { get; } = new("starttls", Space, Stage.Open, Stage.Open) { Cost = 1 };

    public static int Order => 0;

    /// <summary>Whether a stream may still be, or has to be, put under TLS.</summary>
    public static bool IsPossible(XmppSession client) => !client.IsSecure && !client.IsFramed && client.Connection.Peer.Listener.Certificate is not null;

    /// <summary>Whether nothing else is offered before.</summary>
    public static bool IsRequired(XmppSession client) => !client.IsSecure && client.Connection.Peer.Listener.TlsRequired;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage != Stage.Open || !IsPossible(client)) return;
        pen.Open("starttls"u8, "urn:ietf:params:xml:ns:xmpp-tls"u8);
        if (IsRequired(client)) pen.Open("required"u8).Close();
        pen.Close();
    }

    public static void Handle(XmppSession client, in Element element)
    {
        var pen = client.Dialect.Pen;
        if (!IsPossible(client))
        {
            client.Say(pen.Empty("failure"u8, "urn:ietf:params:xml:ns:xmpp-tls"u8));
            client.CloseStream();
            return;
        }

        client.Say(pen.Empty("proceed"u8, "urn:ietf:params:xml:ns:xmpp-tls"u8));
        client.BeginTls();
    }
}
