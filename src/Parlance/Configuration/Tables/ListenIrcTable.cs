using System.Net;
using Parlance.Engine.Transport;

namespace Parlance.Configuration;

internal static class ListenIrcTable
{
    public static readonly Key<IPAddress> Address = new("address", Kinds.Address, IPAddress.Loopback, "Where to listen; \"::\" for all addresses.");
    public static readonly Key<int> Port = new("port", Kinds.Port, 6667, "0: any free port.");
    public static readonly Key<bool> Tls = new("tls", Kinds.Flag, false, "TLS from the first byte.");
    public static readonly Key<string> Certificate = new("certificate", Kinds.Path, "", "PEM file with the certificate chain of this listener.") { DefaultNote = "as in [tls]" };
    public static readonly Key<string> PrivateKey = new("key", Kinds.Path, "", "PEM file with its private key.") { DefaultNote = "as in [tls]" };
    public static readonly Key<bool> ProxyProtocol = new("proxy_protocol", Kinds.Flag, false, "Connections begin with a PROXY header (v1 or v2) that tells the client's address.");
    public static readonly Key<IReadOnlyList<IPNetwork>> TrustedProxies = new("trusted_proxies", Kinds.Networks, [new(IPAddress.Loopback, 32)], "Whose PROXY headers count; others are refused.");
    public static readonly Key<bool> WebSocket = new("websocket", Kinds.Flag, false, "IRC over WebSocket on this port.");

    public static readonly Table Table = new("listen.irc", "A port for IRC clients. A file opens only the ports it names; without a file: 6667, 6697 with TLS, 8097 for WebSocket, all on 127.0.0.1.",
        Address, Port, Tls, Certificate, PrivateKey, ProxyProtocol, TrustedProxies, WebSocket) { Many = true };

    /// <summary>The listeners of both protocols; two on one address and port are an error, at the second.</summary>
    public static IReadOnlyList<Listener> Read(Reading from, CertificateFiles certificates)
    {
        var listeners = new List<Listener>();
        foreach (var t in from.All(Table))
        {
            var (certificate, key) = certificates.For(from, t);
            var listener = new Listener
            {
                Dialect = "irc", Address = t.Get(Address), Port = t.Get(Port), Tls = t.Get(Tls), Certificate = certificate, Key = key,
                WebSocket = t.Get(WebSocket), ProxyProtocol = t.Get(ProxyProtocol), TrustedProxies = t.Get(TrustedProxies),
            };
            Add(from, t, Port, listener, listeners);
        }

        ListenXmppTable.Read(from, certificates, listeners);
        return certificates.SelfSigned is { } made ? [.. listeners.Select(l => CanStartTls(l) ? l with { Certificate = made.Certificate, Key = made.Key } : l)] : listeners;
    }

    /// <summary>One listener more; an address and port that another has are an error.</summary>
    public static void Add(Reading from, TableValues t, Key<int> port, Listener listener, List<Listener> listeners)
    {
        if (listeners.Find(other => Overlap(other, listener)) is { } taken)
            from.Wrong(t, port, $"{new IPEndPoint(listener.Address, listener.Port)} is listened on twice, see {new IPEndPoint(taken.Address, taken.Port)}", "change one port or take one listener out");

        listeners.Add(listener);
    }

    /// <summary>Where there is a self-signed certificate for one listener, the plain ones offer STARTTLS with it.</summary>
    private static bool CanStartTls(Listener listener) => listener is { Dialect: "irc", Tls: false, WebSocket: false, Certificate: null };

    private static bool Overlap(Listener a, Listener b) =>
        a.Port == b.Port && a.Port != 0 && (a.Address.Equals(b.Address) || Covers(a.Address, b.Address) || Covers(b.Address, a.Address));

    /// <summary>"::" takes IPv4 too; "0.0.0.0" takes IPv4 only.</summary>
    private static bool Covers(IPAddress all, IPAddress one) =>
        all.Equals(IPAddress.IPv6Any) || all.Equals(IPAddress.Any) && one.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork;
}
