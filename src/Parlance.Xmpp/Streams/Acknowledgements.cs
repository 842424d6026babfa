using System.Buffers.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Stream management is offered once a client has logged in (XEP-0198 §2).</summary>
public sealed class StreamManagementFeature : IStreamFeature
{
    public const string Space = "urn:xmpp:sm:3";

    public static int Order => 30;

    public static void Offer(XmppSession client, XmlPen pen)
    {
        if (client.Stage == Stage.Authenticated) pen.Empty("sm"u8, "urn:xmpp:sm:3"u8);
    }

    /// <summary>A count of stanzas; null: it is none.</summary>
    internal static uint? CountOf(in Element element) => Utf8Parser.TryParse(element["h"u8], out uint count, out var used) && used == element["h"u8].Length ? count : null;
}

/// <summary><c>&lt;enable/&gt;</c>: both ends count from here on (XEP-0198 §3).</summary>
public sealed class EnableManagement : IStreamElement
{
    public static StreamElementCard Card { get; } = new("enable", StreamManagementFeature.Space, Stage.Authenticated) { Cost = 0.25, Source = "XEP-0198", Version = "1.6.3" };

    public static void Handle(XmppSession client, in Element element) => client.EnableManagement(element);
}

/// <summary><c>&lt;resume/&gt;</c>: a session whose connection was lost goes on here (XEP-0198 §5).</summary>
public sealed class ResumeStream : IStreamElement
{
    public static StreamElementCard Card { get; } = new("resume", StreamManagementFeature.Space, Stage.Authenticated) { Cost = 1, Source = "XEP-0198", Version = "1.6.3" };

    public static void Handle(XmppSession client, in Element element) => client.ResumeStream(element);
}

/// <summary><c>&lt;r/&gt;</c>: how many were handled (XEP-0198 §4)?</summary>
public sealed class AcknowledgementRequest : IStreamElement
{
    public static StreamElementCard Card { get; } = new("r", StreamManagementFeature.Space) { Cost = 0.05, Source = "XEP-0198", Version = "1.6.3" };

    public static void Handle(XmppSession client, in Element element) => client.Acknowledge();
}

/// <summary><c>&lt;a/&gt;</c>: so many (XEP-0198 §4).</summary>
public sealed class Acknowledgement : IStreamElement
{
    public static StreamElementCard Card { get; } = new("a", StreamManagementFeature.Space) { Cost = 0.05, Source = "XEP-0198", Version = "1.6.3" };

    public static void Handle(XmppSession client, in Element element) => client.TakeAcknowledgement(element);
}
