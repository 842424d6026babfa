using System.Net;
using Parlance.Engine;

namespace Parlance.Configuration;

internal static class ListenHttpTable
{
    public static readonly Key<IPAddress> Address = new("address", Kinds.Address, IPAddress.Loopback, "Where to listen; \"::\" for all addresses.");
    public static readonly Key<int> Port = new("port", Kinds.Port, 8080, "0: any free port.");
    public static readonly Key<bool> Tls = new("tls", Kinds.Flag, false, "TLS from the first byte. Without it, passwords and tokens are taken from this machine only.");
    public static readonly Key<string> Certificate = new("certificate", Kinds.Path, "", "PEM file with the certificate chain of this listener.") { DefaultNote = "as in [tls]" };
    public static readonly Key<string> PrivateKey = new("key", Kinds.Path, "", "PEM file with its private key.") { DefaultNote = "as in [tls]" };

    public static readonly Table Table = new("listen.http", "A port for the admin API, metrics and health. A file opens only the ports it names; without a file: 8080 on 127.0.0.1.",
        Address, Port, Tls, Certificate, PrivateKey) { Many = true };

    /// <summary>The listeners; one on a port that is taken already is an error.</summary>
    public static IReadOnlyList<WebListener> Read(Reading from, CertificateFiles certificates, IReadOnlyList<IPEndPoint> taken)
    {
        var listeners = new List<WebListener>();
        foreach (var t in from.All(Table))
        {
            var (certificate, key) = t.Get(Tls) ? certificates.For(from, t, Certificate, PrivateKey, needed: true) : (null, null);
            var listener = new WebListener { Address = t.Get(Address), Port = t.Get(Port), Tls = t.Get(Tls), Certificate = certificate, Key = key };
            var at = new IPEndPoint(listener.Address, listener.Port);
            if (at.Port != 0 && (taken.Contains(at) || listeners.Exists(other => other.Port == at.Port && other.Address.Equals(at.Address))))
                from.Wrong(t, Port, $"{at} is listened on twice", "change one port or take one listener out");

            listeners.Add(listener);
        }

        return listeners;
    }
}

internal static class AdminTable
{
    private static readonly AdminSettings Default = new();

    public static readonly Key<IReadOnlyList<string>> Accounts = new("accounts", Kinds.Words, Default.Accounts, "Accounts that may do everything there.");
    public static readonly Key<string> Metrics = new("metrics", Kinds.Choice("open", "authenticated"), "open", "Who may read /metrics.");

    public static readonly Table Table = new("admin", "The admin API. Operators of [[oper]] may use it with their privileges.", Accounts, Metrics);

    public static AdminSettings Read(Reading from)
    {
        var t = from.One(Table);
        return new() { Accounts = t.Get(Accounts), MetricsNeedLogin = t.Get(Metrics) == "authenticated" };
    }
}
