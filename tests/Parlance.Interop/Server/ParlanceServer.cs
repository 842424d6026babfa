using System.Diagnostics;

namespace Parlance.Live;

/// <summary>The executable that was built together with these tests.</summary>
public sealed class ParlanceServer : IServerKind
{
    public static string Executable => Path.Combine(AppContext.BaseDirectory, "parlance");

    public string ReadyLine => "parlance: ready";

    public ProcessStartInfo Command(LiveServer server) => new(Executable, ["run", "--config", server.ConfigFile]) { WorkingDirectory = server.Folder };

    public string Configuration(LiveServer server, string settings) => $$"""
        [server]
        name = "parlance.test"
        sid = "1PA"
        network = "TestNet"
        domain = "example.test"
        motd_file = "{{server.MotdFile}}"
        [data]
        dir = "{{server.DataFolder}}"
        [[listen.irc]]
        address = "127.0.0.1"
        port = {{server.Port}}
        [[listen.irc]]
        address = "127.0.0.1"
        port = {{server.TlsPort}}
        tls = true
        [[listen.irc]]
        address = "127.0.0.1"
        port = {{server.WebSocketPort}}
        websocket = true
        [[listen.xmpp]]
        address = "127.0.0.1"
        port = {{server.XmppPort}}
        [[listen.xmpp]]
        address = "127.0.0.1"
        port = {{server.XmppTlsPort}}
        tls = "direct"
        [[listen.xmpp]]
        address = "127.0.0.1"
        port = {{server.XmppWebSocketPort}}
        websocket = true
        [[oper]]
        name = "root"
        password = "secret"
        class = "admin"
        [logging]
        level = "warning"
        {{(settings.Contains("[limits]", StringComparison.Ordinal) ? "" : "[limits]\nenabled = false")}}
        {{settings}}
        """;
}
