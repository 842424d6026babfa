using System.Net;
using Parlance.Configuration;
using Parlance.Engine;
using Parlance.Log;

namespace Parlance.Config.Tests.Configuration;

public sealed class SettingsTests
{
    [Fact]
    public void an_empty_file_means_the_defaults_and_no_listener()
    {
        var settings = Configured.By("").Settings;
        Assert.Equal(new LimitSettings(), settings.Limits);
        Assert.Equal(new RoomSettings(), settings.Rooms);
        Assert.Equal(new HistorySettings(), settings.History);
        Assert.Equal(new LogSettings(), settings.Log);
        Assert.Equal(new MetadataSettings(), settings.Metadata);
        Assert.Equal(new ServerSettings(), settings.Server with { Motd = new ServerSettings().Motd, Rules = new ServerSettings().Rules });
        Assert.Empty(settings.Listeners);
        Assert.Equal("users", Assert.Single(settings.Classes).Name);
        Assert.Equal(OperatorClass.Defaults.Select(one => one.Name), settings.OperatorClasses.Select(one => one.Name));
    }

    [Fact]
    public void how_tls_begins_on_an_xmpp_port_is_chosen()
    {
        var listeners = Configured.By(string.Join('\n', new[] { "starttls", "required", "direct", "none" }.Select((tls, i) => $"[[listen.xmpp]]\nport={i + 1}\ntls=\"{tls}\"")) + "\n[[listen.xmpp]]\nport=5\nwebsocket=true").Settings.Listeners;
        Assert.All(listeners, one => Assert.Equal("xmpp", one.Dialect));
        Assert.Equal([(false, false, true), (false, true, true), (true, false, true), (false, false, false), (false, false, false)], listeners.Select(one => (one.Tls, one.TlsRequired, one.Certificate is not null)));
        Assert.True(listeners[^1].WebSocket);
    }

    [Fact]
    public void without_a_file_four_ports_open_on_loopback()
    {
        var configuration = new ConfigurationSource().Read().Configuration!;
        Assert.Equal([(6667, false, false), (6697, true, false), (8097, false, true), (5222, false, false)], configuration.Settings.Listeners.Select(one => (one.Port, one.Tls, one.WebSocket)));
        Assert.All(configuration.Settings.Listeners, one => Assert.Equal(IPAddress.Loopback, one.Address));
        Assert.EndsWith("/data/tls/certificate.pem", configuration.SelfSigned?.Certificate);
    }

    [Fact]
    public void history_is_off_where_messages_are_not_kept_and_else_does_what_it_says()
    {
        Assert.False(Configured.By("[log]\nmessages = false").Settings.History.Enabled);
        Assert.Equal(
            new HistorySettings { Enabled = true, Retention = TimeSpan.FromDays(7), MaxMessages = 5, Persistent = false, DeleteOwn = false, EraseRedacted = true, QueryMax = 50, AutoReplay = 3 },
            Configured.By("[history]\nretention = \"7d\"\nmax_messages = 5\npersistent = false\ndelete_own = false\nerase_redacted = true\nquery_max = 50\nauto_replay = 3").Settings.History);
    }

    [Fact]
    public void every_kind_of_value_arrives()
    {
        var settings = Configured.By(
            """
            [server]
            name = "one.example.org"
            sts_duration = "30d"
            [limits]
            enabled = false
            send_queue = "1GiB"
            receive_queue = "64MiB"
            messages_per_second = 3
            ping_interval = "15m"
            [[class]]
            name = "near"
            address = ["10.1.2.3/8", "::1"]
            send_queue = "2MiB"
            tls_required = true
            [[oper]]
            name = "op"
            password = "pw"
            fingerprint = "AA:bb:0000000000000000000000000000000000000000000000000000000000CC"
            class = "night"
            [[oper_class]]
            name = "night"
            privileges = ["kill"]
            whois_line = "watches at night"
            [history]
            enabled = false
            [log]
            messages = false
            durability = "strict"
            [[dnsbl]]
            name = "dnsbl.example.org"
            replies = "127.0.0.2"
            [[webirc]]
            name = "web"
            password = "p"
            address = "127.0.0.1"
            """).Settings;

        Assert.Equal("one.example.org", settings.Server.Name);
        Assert.Equal(TimeSpan.FromDays(30), settings.Server.StsDuration);
        Assert.Equal((false, 1L << 30, 64 << 20, 3.0, TimeSpan.FromMinutes(15)),
            (settings.Limits.Enabled, settings.Limits.SendQueue, settings.Limits.ReceiveQueue, settings.Limits.MessagesPerSecond, settings.Limits.PingInterval));
        var near = Assert.Single(settings.Classes);
        Assert.Equal([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("::1/128")], near.Addresses);
        Assert.Equal((2L << 20, null, true), (near.SendQueue, near.ReceiveQueue, near.TlsRequired));
        Assert.Equal("aabb0000000000000000000000000000000000000000000000000000000000cc", Assert.Single(settings.Operators).Fingerprint);
        Assert.Equal(["night", "admin", "moderator", "helper"], settings.OperatorClasses.Select(one => one.Name));
        Assert.Equal((Durability.Strict, false), (settings.Log.Durability, settings.Log.Messages));
        Assert.Equal(["127.0.0.2"], Assert.Single(settings.Dnsbl).Replies);
        Assert.Equal("web", Assert.Single(settings.WebIrc).Name);
    }

    [Fact]
    public void files_are_found_beside_the_configuration()
    {
        File.WriteAllText(Path.Combine(Configured.Folder, "welcome.txt"), "hello\nworld\n");
        var configuration = Configured.By("[server]\nmotd_file=\"welcome.txt\"\n[data]\ndir=\"here\"");
        Assert.Equal(["hello", "world"], configuration.Settings.Server.Motd);
        Assert.Equal(Path.Combine(Configured.Folder, "here"), configuration.DataFolder);
    }

    [Fact]
    public void a_message_of_the_day_without_end_is_refused()
    {
        File.WriteAllText(Path.Combine(Configured.Folder, "long.txt"), new string('x', TextFile.LengthMax + 1));
        File.WriteAllText(Path.Combine(Configured.Folder, "lines.txt"), string.Concat(Enumerable.Repeat("x\n", TextFile.LinesMax + 1)));
        Assert.Contains("shorten it", Assert.Single(Configured.Problems("[server]\nmotd_file=\"long.txt\"")));
        Assert.Contains("shorten it", Assert.Single(Configured.Problems("[server]\nmotd_file=\"lines.txt\"")));
    }

    [Fact]
    public void a_plain_listener_gets_a_certificate_only_when_one_is_named()
    {
        foreach (var name in new[] { "c.crt", "c.key" }) File.WriteAllText(Path.Combine(Configured.Folder, name), "");
        Assert.Null(Assert.Single(Configured.By("[[listen.irc]]").Settings.Listeners).Certificate);
        var named = Assert.Single(Configured.By("[tls]\ncertificate=\"c.crt\"\nkey=\"c.key\"\n[[listen.irc]]").Settings.Listeners);
        Assert.Equal(Path.Combine(Configured.Folder, "c.crt"), named.Certificate);
    }
}
