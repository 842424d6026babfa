using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Nobody looks at the client: what is of the moment can wait (XEP-0352).</summary>
public sealed class InactiveClient : IStreamElement, IStreamFeature
{
    public const string Space = "urn:xmpp:csi:0";

    public static StreamElementCard Card { get; } = new("inactive", Space) { Cost = 0.25, Source = "XEP-0352", Version = "1.0.0" };

    public static int Order => 40;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage == Stage.Authenticated) pen.Empty("csi"u8, "urn:xmpp:csi:0"u8);
    }

    public static void Handle(XmppSession client, in Element element) => client.IsInactive = true;
}

/// <summary>Somebody does again, and is told what has waited.</summary>
public sealed class ActiveClient : IStreamElement
{
    public static StreamElementCard Card { get; } = new("active", InactiveClient.Space) { Cost = 0.25, Source = "XEP-0352", Version = "1.0.0" };

    public static void Handle(XmppSession client, in Element element)
    {
        client.IsInactive = false;
        client.ReleaseHeldBack();
    }
}
