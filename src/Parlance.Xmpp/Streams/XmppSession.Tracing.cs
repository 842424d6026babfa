using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>What goes over the wire, for the server's own log at its lowest level; what proves who somebody is stays out of it.</summary>
public sealed partial class XmppSession
{
    /// <summary>Bytes of one element that are shown.</summary>
    private const int TracedMax = 1500;

    private void TraceHeard(in Element element)
    {
        if (!Node.IsTraced) return;
        var isSecret = element.Namespace.SequenceEqual("urn:ietf:params:xml:ns:xmpp-sasl"u8);
        var isRegistering = false;
        foreach (var child in element.Children) isRegistering |= child.Namespace.SequenceEqual("jabber:iq:register"u8);
        if (isSecret) Trace("heard", $"<{Text(element.Name)} mechanism='{Text(element["mechanism"u8])}'>(hidden)</{Text(element.Name)}>");
        else if (isRegistering) Trace("heard", $"<{Text(element.Name)} type='{Text(element["type"u8])}' id='{Text(element["id"u8])}'><query xmlns='jabber:iq:register'>(hidden)</query></{Text(element.Name)}>");
        else Trace("heard", Text(element.Raw));
    }

    private void TraceSaid(ReadOnlySpan<byte> said)
    {
        if (!Node.IsTraced) return;
        if (said.StartsWith("<challenge"u8)) Trace("said", "<challenge>(hidden)</challenge>");
        else if (said.StartsWith("<success"u8)) Trace("said", "<success>(hidden)</success>");
        else Trace("said", Text(said));
    }

    private void Trace(string what, string text) => Node.Trace($"{Connection.Serial} {Jid?.Full ?? "-"} {what} {text.TrimEnd()}");

    /// <summary>Cut where a character ends or not: it is for reading only.</summary>
    private static string Text(ReadOnlySpan<byte> bytes) => bytes.Length <= TracedMax ? Encoding.UTF8.GetString(bytes) : $"{Encoding.UTF8.GetString(bytes[..TracedMax])}... ({bytes.Length} bytes)";
}
