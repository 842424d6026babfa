using Parlance.Engine.Security.Sasl;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>The mechanisms a client may log in by, while it has not (RFC 6120 §6.3.3).</summary>
public sealed class SaslMechanisms : IStreamFeature
{
    public static int Order => 10;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage != Stage.Open || StartTls.IsRequired(client)) return;
        var offered = client.Node.Logins.Offered(SaslClient.Of(client.Connection), anonymous: true);
        if (offered.Count == 0) return;
        pen.Open("mechanisms"u8, "urn:ietf:params:xml:ns:xmpp-sasl"u8);
        foreach (var mechanism in offered) pen.Element("mechanism"u8, mechanism);
        pen.Close();
    }
}

/// <summary><c>&lt;auth/&gt;</c>: begins a log-in (RFC 6120 §6.4.2).</summary>
public sealed class SaslAuth : IStreamElement
{
    public const string Space = "urn:ietf:params:xml:ns:xmpp-sasl";

    public static StreamElementCard Card { get; } = new("auth", Space, Stage.Open, Stage.Open) { Cost = 1 };

    public static void Handle(XmppSession client, in Element element) => client.BeginLogin(element);
}

/// <summary><c>&lt;response/&gt;</c>: goes on with it (RFC 6120 §6.4.3).</summary>
public sealed class SaslResponse : IStreamElement
{
    public static StreamElementCard Card { get; } = new("response", SaslAuth.Space, Stage.Open, Stage.Open) { Cost = 0.25 };

    public static void Handle(XmppSession client, in Element element) => client.GoOnWithLogin(element);
}

/// <summary><c>&lt;abort/&gt;</c>: gives it up (RFC 6120 §6.4.4).</summary>
public sealed class SaslAbort : IStreamElement
{
    public static StreamElementCard Card { get; } = new("abort", SaslAuth.Space, Stage.Open, Stage.Open) { Cost = 0.25 };

    public static void Handle(XmppSession client, in Element element) => client.AbortLogin();
}
