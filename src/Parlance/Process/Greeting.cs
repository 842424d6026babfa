using System.Net;
using System.Text;
using Parlance.Configuration;
using Parlance.Engine.Transport;

namespace Parlance.Process;

/// <summary>What is printed before <c>parlance: ready</c>: how to connect, where things are.</summary>
internal static class Greeting
{
    public static string Text(ServerConfiguration configuration, string? freshPassword)
    {
        var text = new StringBuilder();
        var settings = configuration.Settings;
        text.Append("parlance: ").Append(settings.Server.Name).Append(" of ").Append(settings.Server.Network).Append('\n');
        foreach (var listener in settings.Listeners) text.Append("  ").Append(listener.Dialect == "xmpp" ? XmppLine(listener, settings.Server.Domain) : Line(listener, listener.Certificate == configuration.SelfSigned?.Certificate)).Append('\n');
        foreach (var listener in settings.HttpListeners) text.Append("  Admin      curl -u ").Append(settings.Operators.Count > 0 ? settings.Operators[0].Name : FirstOperator.Name).Append(listener.Tls ? " https://" : " http://").Append(Url(Host(listener.Address))).Append(':').Append(listener.Port).Append("/admin/events\n");
        if (settings.Listeners.Count == 0) text.Append("  no listener: add [[listen.irc]] to the file\n");

        text.Append("  Data       ").Append(configuration.DataFolder).Append('\n');
        if (freshPassword is not null)
            text.Append("  Operator   /OPER ").Append(FirstOperator.Name).Append(' ').Append(freshPassword)
                .Append("   (made now, shown once, kept in ").Append(Path.Combine(configuration.DataFolder, "operator")).Append(")\n");

        return text.ToString();
    }

    private static string Line(Listener listener, bool selfSigned)
    {
        var host = Host(listener.Address);
        return (listener.WebSocket, listener.Tls) switch
        {
            (true, var tls) => $"WebSocket  {(tls ? "wss" : "ws")}://{Url(host)}:{listener.Port}/",
            (false, true) => $"IRC (TLS)  irssi -c {host} -p {listener.Port} --tls{(selfSigned ? "   (self-signed certificate: the client must accept it)" : "")}",
            (false, false) => $"IRC        irssi -c {host} -p {listener.Port}",
        };
    }

    private static string XmppLine(Listener listener, string domain)
    {
        var host = Host(listener.Address);
        var tls = listener.Tls ? " (TLS from the first byte)" : listener.TlsRequired ? " (STARTTLS required)" : listener.Certificate is null ? " (no TLS)" : " (STARTTLS)";
        return listener.WebSocket
            ? $"XMPP       {(listener.Tls ? "wss" : "ws")}://{Url(host)}:{listener.Port}/   as NAME@{domain}"
            : $"XMPP       NAME@{domain}, server {host}, port {listener.Port}{tls}";
    }

    private static string Host(IPAddress address) =>
        address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : address.ToString();

    private static string Url(string host) => host.Contains(':') ? $"[{host}]" : host;
}
