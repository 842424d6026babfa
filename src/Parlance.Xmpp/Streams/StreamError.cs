using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>The conditions that end a stream (RFC 6120 §4.9.3).</summary>
public sealed class StreamError
{
    private StreamError(string name) => Name = Encoding.ASCII.GetBytes(name);

    public ReadOnlyMemory<byte> Name { get; }

    public static StreamError BadFormat { get; } = new("bad-format");
    public static StreamError BadNamespacePrefix { get; } = new("bad-namespace-prefix");
    public static StreamError Conflict { get; } = new("conflict");
    public static StreamError ConnectionTimeout { get; } = new("connection-timeout");
    public static StreamError HostGone { get; } = new("host-gone");
    public static StreamError HostUnknown { get; } = new("host-unknown");
    public static StreamError ImproperAddressing { get; } = new("improper-addressing");
    public static StreamError InternalServerError { get; } = new("internal-server-error");
    public static StreamError InvalidFrom { get; } = new("invalid-from");
    public static StreamError InvalidNamespace { get; } = new("invalid-namespace");
    public static StreamError InvalidXml { get; } = new("invalid-xml");
    public static StreamError NotAuthorized { get; } = new("not-authorized");
    public static StreamError NotWellFormed { get; } = new("not-well-formed");
    public static StreamError PolicyViolation { get; } = new("policy-violation");
    public static StreamError RemoteConnectionFailed { get; } = new("remote-connection-failed");
    public static StreamError Reset { get; } = new("reset");
    public static StreamError ResourceConstraint { get; } = new("resource-constraint");
    public static StreamError RestrictedXml { get; } = new("restricted-xml");

    /// <summary>The client is to go elsewhere: its text is the host there.</summary>
    public static StreamError SeeOtherHost { get; } = new("see-other-host");
    public static StreamError SystemShutdown { get; } = new("system-shutdown");
    public static StreamError UndefinedCondition { get; } = new("undefined-condition");
    public static StreamError UnsupportedEncoding { get; } = new("unsupported-encoding");
    public static StreamError UnsupportedFeature { get; } = new("unsupported-feature");
    public static StreamError UnsupportedStanzaType { get; } = new("unsupported-stanza-type");
    public static StreamError UnsupportedVersion { get; } = new("unsupported-version");

    /// <summary>What bytes earn that are no stream.</summary>
    public static StreamError Of(XmlFault fault) => fault switch
    {
        XmlFault.RestrictedXml => RestrictedXml,
        XmlFault.UnsupportedEncoding => UnsupportedEncoding,
        XmlFault.BadFormat => BadFormat,
        XmlFault.TooLarge => PolicyViolation,
        _ => NotWellFormed,
    };

    public override string ToString() => Encoding.ASCII.GetString(Name.Span);
}
