using System.Net;

namespace Parlance.Configuration;

/// <summary>Tables that are known and checked, and that nothing reads yet.</summary>
internal static class LaterTables
{
    private static readonly Key Address = new Key<IPAddress>("address", Kinds.Address, IPAddress.Loopback, "Where to listen.");

    private static Key Port(int port) => new Key<int>("port", Kinds.Port, port, "The TCP port.");

    private static Key Secret(string name, string meaning) => new Key<string>(name, Kinds.Text, "", meaning) { Secret = true };

    private static readonly Key<bool> Enabled = new("enabled", Kinds.Flag, true, "Whether it is on.");

    public static readonly Table[] All =
    [
        new("listen.xmpp_s2s", "A port for XMPP servers.", Address, Port(5269)) { Many = true, Status = KeyStatus.NotYet },
        new("listen.mesh", "A port for other nodes.", Address, Port(6900),
            new Key<bool>("tls", Kinds.Flag, true, "TLS from the first byte.")) { Many = true, Status = KeyStatus.NotYet },
        new("links", "A server that this node links to or accepts.",
            new Key<string>("name", Kinds.Domain, "", "Its name.") { Required = true },
            new Key<string>("sid", new TextKind("a digit and two digits or capital letters", 3, Kinds.IsSid), "", "Its id.") { DefaultNote = "any" },
            new Key<string>("hostname", Kinds.Text, "", "Where it is."),
            Port(6900), Secret("password", "For both directions."), Secret("send_password", "What we give."), Secret("accept_password", "What it must give."),
            new Key<bool>("tls", Kinds.Flag, true, "Over TLS."), new Key<bool>("verify_cert", Kinds.Flag, true, "Its certificate must be valid."),
            new Key<string>("fingerprint", Kinds.Fingerprint, "", "SHA-256 of its certificate."),
            new Key<bool>("autoconnect", Kinds.Flag, true, "We connect to it."),
            new Key<string>("protocol", Kinds.Choice("native", "ts6"), "native", "What is spoken on the link."),
            new Key<string>("trust", Kinds.Choice("full", "relay", "readonly", "services"), "full", "What it may do."),
            new Key<string>("class", Kinds.Word, "servers", "Its connection class.")) { Many = true, Status = KeyStatus.NotYet },
        new("mesh", "Links between nodes.",
            new Key<TimeSpan>("ping_interval", Kinds.Duration("1s", "1d"), Kinds.Span("30s"), "Silence before a peer is asked."),
            new Key<TimeSpan>("ping_timeout", Kinds.Duration("1s", "1d"), Kinds.Span("90s"), "Time to answer."),
            new Key<TimeSpan>("reconnect_min", Kinds.Duration("10ms", "1d"), Kinds.Span("5s"), "First wait before connecting again."),
            new Key<TimeSpan>("reconnect_max", Kinds.Duration("10ms", "1d"), Kinds.Span("5m"), "Longest wait."),
            new Key<TimeSpan>("split_grace", Kinds.Duration("0s", "1h"), TimeSpan.Zero, "Wait before users of a lost node are shown as gone."),
            new Key<int>("burst_page_facts", Kinds.Whole(1, 1_000_000), 1000, "Facts in a page of a burst."),
            new Key<TimeSpan>("burst_timeout", Kinds.Duration("1s", "1h"), Kinds.Span("30s"), "Longest silence in a burst."),
            new Key<string>("registrar", Kinds.Text, "", "The node that hands out names, or \"postgres\".")) { Status = KeyStatus.NotYet },
        new("federation", "XMPP between servers.", Enabled,
            new Key<string>("tls", Kinds.Choice("required", "optional"), "required", "Whether TLS is needed."),
            new Key<string>("verify", Kinds.Choice("ca", "ca-or-dialback", "dialback"), "ca-or-dialback", "How a server proves its name.")) { Status = KeyStatus.NotYet },
        new("federation.route", "Where a domain is, instead of DNS.",
            new Key<string>("domain", Kinds.Domain, "", "The domain.") { Required = true },
            new Key<string>("host", Kinds.Word, "", "Its host.") { Required = true }, Port(5269)) { Many = true, Status = KeyStatus.NotYet },
        new("roleplay", "Speaking as a character.", new Key<bool>("enabled", Kinds.Flag, false, "Whether it is on.")) { Status = KeyStatus.NotYet },
        new("plugins", "Lua plugins.",
            new Key<string>("dir", Kinds.Path, "plugins", "Their folder."),
            new Key<IReadOnlyList<string>>("load", Kinds.Words, [], "Which are loaded at start."),
            new Key<TimeSpan>("time", Kinds.Duration("1ms", "10s"), Kinds.Span("50ms"), "Time of a handler off the loop."),
            new Key<TimeSpan>("filter_time", Kinds.Duration("1ms", "1s"), Kinds.Span("2ms"), "Time of a filter on the loop."),
            new Key<long>("memory", Kinds.Size(64 << 10, 1L << 30), 16L << 20, "Memory of one plugin.")) { Status = KeyStatus.NotYet },
    ];
}
