using System.Net;
using Parlance.Engine.Transport;

namespace Parlance.Configuration;

internal static class ListenXmppTable
{
    private const string StartTls = "starttls", Required = "required", Direct = "direct", None = "none";

    public static readonly Key<IPAddress> Address = new("address", Kinds.Address, IPAddress.Loopback, "Where to listen; \"::\" for all addresses.");
    public static readonly Key<int> Port = new("port", Kinds.Port, 5222, "0: any free port.");
    public static readonly Key<string> Tls = new("tls", Kinds.Choice(StartTls, Required, Direct, None), StartTls, "starttls: when the client asks; required: before anything else; direct: from the first byte; none: never.");
    public static readonly Key<string> Certificate = new("certificate", Kinds.Path, "", "PEM file with the certificate chain of this listener.") { DefaultNote = "as in [tls]" };
    public static readonly Key<string> PrivateKey = new("key", Kinds.Path, "", "PEM file with its private key.") { DefaultNote = "as in [tls]" };
    public static readonly Key<bool> ProxyProtocol = new("proxy_protocol", Kinds.Flag, false, "Connections begin with a PROXY header (v1 or v2) that tells the client's address.");
    public static readonly Key<IReadOnlyList<IPNetwork>> TrustedProxies = new("trusted_proxies", Kinds.Networks, [new(IPAddress.Loopback, 32)], "Whose PROXY headers count; others are refused.");
    public static readonly Key<bool> WebSocket = new("websocket", Kinds.Flag, false, "XMPP over WebSocket (RFC 7395) on this port, with tls = \"direct\" or \"none\"; absent, none.");

    public static readonly Table Table = new("listen.xmpp", "A port for XMPP clients. A file opens only the ports it names; without a file: 5222 on 127.0.0.1.",
        Address, Port, Tls, Certificate, PrivateKey, ProxyProtocol, TrustedProxies, WebSocket) { Many = true };

    /// <summary>The listeners, behind those in <paramref name="listeners"/>; two on one address and port are an error, at the second.</summary>
    public static void Read(Reading from, CertificateFiles certificates, List<Listener> listeners)
    {
        foreach (var t in from.All(Table))
        {
            var isWebSocket = t.Get(WebSocket);
            var tls = isWebSocket && !t.Has(Tls) ? None : t.Get(Tls);
            if (isWebSocket && tls is (StartTls or Required)) from.Wrong(t, Tls, $"a WebSocket has no {tls}", "write tls = \"direct\" or tls = \"none\"");
            var (certificate, key) = tls == None ? (null, null) : certificates.For(from, t, Certificate, PrivateKey, needed: true);
            var listener = new Listener
            {
                Dialect = "xmpp", Address = t.Get(Address), Port = t.Get(Port), Tls = tls == Direct, TlsRequired = tls == Required, Certificate = certificate, Key = key,
                WebSocket = isWebSocket, ProxyProtocol = t.Get(ProxyProtocol), TrustedProxies = t.Get(TrustedProxies),
            };
            ListenIrcTable.Add(from, t, Port, listener, listeners);
        }
    }
}
