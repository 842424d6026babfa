using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary><c>&lt;open/&gt;</c> begins a stream in a WebSocket, where no header can stand open (RFC 7395 §3.3).</summary>
public sealed class OpenFrame : IStreamElement
{
    public static StreamElementCard Card { get; } = new("open", XmppSession.Framing, Stage.Open) { Cost = 1, Source = "RFC 7395" };

    public static void Handle(XmppSession client, in Element element)
    {
        if (client.IsFramed) client.OpenStream(element);
        else client.Fail(StreamError.UnsupportedStanzaType);
    }
}

/// <summary><c>&lt;close/&gt;</c> ends it (RFC 7395 §3.4).</summary>
public sealed class CloseFrame : IStreamElement
{
    public static StreamElementCard Card { get; } = new("close", XmppSession.Framing, Stage.Open) { Source = "RFC 7395" };

    public static void Handle(XmppSession client, in Element element)
    {
        if (client.IsFramed) client.CloseStream();
        else client.Fail(StreamError.UnsupportedStanzaType);
    }
}
