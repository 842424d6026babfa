using System.Net;
using Parlance.Domain.Accounts;
using Parlance.Engine.Transport;
using Parlance.Log;

namespace Parlance.Engine;

/// <summary>
/// All that a node is told from outside, checked: what parlance.toml says, with every default in place. Records are replaced whole on reload; nothing
/// in the node keeps a copy of a value that may be reloaded. Property names are the file's keys in PascalCase.
/// </summary>
public sealed record Settings
{
    public ServerSettings Server { get; init; } = new();
    public LimitSettings Limits { get; init; } = new();
    public RoomSettings Rooms { get; init; } = new();
    public AccountSettings Accounts { get; init; } = new();
    public HistorySettings History { get; init; } = new();
    public LogSettings Log { get; init; } = new();
    public MetadataSettings Metadata { get; init; } = new();
    /// <summary>Bytes of a metadata value that may be set: what fits on a line beside source, target and key, if the file allows more.</summary>
    public int MetadataValueBytes => Math.Min(Metadata.ValueBytes, Math.Max(64, Limits.LineLength - 512));
    public RelayMessageSettings RelayMessage { get; init; } = new();
    public XmppSettings Xmpp { get; init; } = new();
    public IReadOnlyList<Listener> Listeners { get; init; } = [];
    public IReadOnlyList<WebListener> HttpListeners { get; init; } = [];
    public AdminSettings Admin { get; init; } = new();
    public IReadOnlyList<ConnectionClass> Classes { get; init; } = [new() { Name = "users" }];
    public IReadOnlyList<OperatorBlock> Operators { get; init; } = [];
    public IReadOnlyList<OperatorClass> OperatorClasses { get; init; } = OperatorClass.Defaults;
    public IReadOnlyList<WebIrcGateway> WebIrc { get; init; } = [];
    public IReadOnlyList<DnsblZone> Dnsbl { get; init; } = [];
}

/// <summary>The <c>[server]</c> table.</summary>
public sealed record ServerSettings
{
    public string Name { get; init; } = "irc.localhost";
    public string Sid { get; init; } = "1PA";
    public string Network { get; init; } = "Parlance";
    public string Description { get; init; } = "Parlance";
    public string Domain { get; init; } = "localhost";

    /// <summary>Rooms are name@rooms_domain.</summary>
    public string RoomsDomain { get => field.Length > 0 ? field : $"rooms.{Domain}"; init; } = "";

    /// <summary>Guests are id@guests_domain.</summary>
    public string GuestsDomain { get => field.Length > 0 ? field : $"guests.{Domain}"; init; } = "";
    public IReadOnlyList<string> Motd { get; init; } = [];
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>What PASS must say; empty: nothing is asked.</summary>
    public string Password { get; init; } = "";
    public string AdminEmail { get; init; } = "";
    public string AdminLocation { get; init; } = "";
    public string Casemapping { get; init; } = "rfc8265";
    public string DefaultUserModes { get; init; } = "+i";

    /// <summary>URL of the network's icon for ISUPPORT <c>ICON</c>; empty: none.</summary>
    public string Icon { get; init; } = "";

    /// <summary>Duration of the strict transport policy announced by the <c>sts</c> capability; zero: not announced.</summary>
    public TimeSpan StsDuration { get; init; }
    public bool StsPreload { get; init; }

    /// <summary>The suffix of cloaked hosts: <c>xxxx.users.example</c>. Empty: hosts are shown as they are.</summary>
    public string CloakSuffix { get; init; } = "users.parlance";
}

/// <summary>The <c>[limits]</c> table.</summary>
public sealed record LimitSettings
{
    /// <summary>False: no flood control, throttling, per-address or class limits (tests, benchmarks). Sizes of lines and queues always hold.</summary>
    public bool Enabled { get; init; } = true;
    public int LineLength { get; init; } = 2048;
    public int NickLength { get; init; } = 32;
    public int ChannelLength { get; init; } = 64;
    public int TopicLength { get; init; } = 390;
    public int KickLength { get; init; } = 390;
    public int AwayLength { get; init; } = 200;
    public int RealnameLength { get; init; } = 150;
    public int ListModes { get; init; } = 100;
    public int RoomsPerUser { get; init; } = 100;
    public int ConnectionsPerAddress { get; init; } = 20;

    /// <summary>New connections from one address within <see cref="ThrottleWindow"/> before more are refused.</summary>
    public int ThrottleConnections { get; init; } = 20;
    public TimeSpan ThrottleWindow { get; init; } = TimeSpan.FromSeconds(10);
    public int ConnectionsMax { get; init; } = 100_000;
    public long SendQueue { get; init; } = 1 << 20;
    public int ReceiveQueue { get; init; } = 64 << 10;
    public int MessagesBurst { get; init; } = 10;
    public double MessagesPerSecond { get; init; } = 2;
    public TimeSpan RegistrationTimeout { get; init; } = TimeSpan.FromSeconds(30);
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(90);
    public TimeSpan PingTimeout { get; init; } = TimeSpan.FromSeconds(120);
    public int StanzaSize { get; init; } = 256 << 10;
    public int StanzaDepth { get; init; } = 100;
    public int MultilineMaxBytes { get; init; } = 4096;
    public int MultilineMaxLines { get; init; } = 32;
    public int MonitorEntries { get; init; } = 100;
    public int WhowasEntries { get; init; } = 1000;
    public int TargetsMax { get; init; } = 4;

    /// <summary>Client-only tags that are not passed on, as ISUPPORT CLIENTTAGDENY writes them: <c>typing</c>, or <c>*,-draft/react</c>.</summary>
    public string ClientTagDeny { get; init; } = "";
}

/// <summary>The <c>[rooms]</c> table.</summary>
public sealed record RoomSettings
{
    public string DefaultModes { get; init; } = "+nt";
    public TimeSpan EmptyLease { get; init; } = TimeSpan.FromMinutes(10);
    public bool LongTexts { get; init; }
    public bool Registration { get; init; } = true;

    /// <summary>Rooms that one account may have registered.</summary>
    public int RegisteredPerAccount { get; init; } = 100;
    public int MembersMax { get; init; } = 10_000;
}

/// <summary>Who may make an account without staff: <c>accounts.registration</c>.</summary>
public enum RegistrationPolicy
{
    Open,
    /// <summary>With an invitation only.</summary>
    Invite,
    Closed,
}

/// <summary>The <c>[accounts]</c> table.</summary>
public sealed record AccountSettings
{
    public RegistrationPolicy Registration { get; init; }
    public bool RegistrationBeforeConnect { get; init; } = true;
    public bool EmailRequired { get; init; }
    public bool Guests { get; init; } = true;

    /// <summary>SASL mechanisms; <c>-PLUS</c> comes with each SCRAM where the channel can be bound.</summary>
    public IReadOnlyList<string> Sasl { get; init; } = ["SCRAM-SHA-256", "SCRAM-SHA-512", "SCRAM-SHA-1", "PLAIN", "EXTERNAL"];
    public bool PlainWithoutTls { get; init; }

    /// <summary>PBKDF2 rounds of new passwords.</summary>
    public int PasswordIterations { get; init; } = 10_000;
    public int LoginAttemptsPerMinute { get; init; } = 10;

    /// <summary>Whether an account may have several connections, which are one user then.</summary>
    public bool Multiclient { get; init; } = true;
    public NickReservation NickReservation { get; init; } = NickReservation.Strict;
    public TimeSpan ReuseDelay { get; init; } = TimeSpan.FromDays(30);
    public bool KeepPlaintext { get; init; }
}

/// <summary>The <c>[history]</c> table.</summary>
public sealed record HistorySettings
{
    public bool Enabled { get; init; } = true;
    public TimeSpan Retention { get; init; } = TimeSpan.FromDays(30);
    public bool DeleteOwn { get; init; } = true;

    /// <summary>Whether the text of a message that is taken back goes, and not only out of histories.</summary>
    public bool EraseRedacted { get; init; }

    /// <summary>Messages kept in one room or conversation; 0: no limit.</summary>
    public int MaxMessages { get; init; }

    /// <summary>Whether what was said before the node's start can be asked for.</summary>
    public bool Persistent { get; init; } = true;

    /// <summary>Messages in one answer.</summary>
    public int QueryMax { get; init; } = 1_000;

    /// <summary>Messages shown at a join to clients that cannot ask; 0: none.</summary>
    public int AutoReplay { get; init; }

    /// <summary>How many recent messages per node can be redacted, reacted to and looked up by id without the archive.</summary>
    public int RecentMessages { get; init; } = 10_000;
}

/// <summary>The <c>[log]</c> table.</summary>
public sealed record LogSettings
{
    public Durability Durability { get; init; } = Durability.Ack;
    public bool Messages { get; init; } = true;

    /// <summary>How long the content of events is kept, by kind.</summary>
    public Parlance.Log.RetentionRules Retention { get; init; } = Parlance.Log.RetentionRules.Forever;

    /// <summary>How many events may wait for a disk that does not write before changes are refused.</summary>
    public int QueueMax { get; init; } = 100_000;
}

/// <summary>The <c>[metadata]</c> table.</summary>
public sealed record MetadataSettings
{
    public bool Enabled { get; init; } = true;
    public int MaxKeys { get; init; } = 100;
    public int MaxSubscriptions { get; init; } = 100;
    public int ValueBytes { get; init; } = 4096;
}

/// <summary>The <c>[xmpp]</c> tables.</summary>
public sealed record XmppSettings
{
    /// <summary><c>profile = "classic"</c>: for small private servers and old suites.</summary>
    public bool IsClassic { get; init; }

    /// <summary>How long a lost stream can be resumed (XEP-0198); zero: not at all.</summary>
    public TimeSpan ResumeTimeout { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>The <c>[relaymsg]</c> table.</summary>
public sealed record RelayMessageSettings
{
    public bool Enabled { get; init; } = true;
    public string Separators { get; init; } = "/";
}

/// <summary>A <c>[[class]]</c>: what connections from some addresses may use. The first that matches counts. Null: the value of <c>[limits]</c>.</summary>
public sealed record ConnectionClass
{
    /// <summary>The class of those whom no <c>[[class]]</c> names.</summary>
    public static ConnectionClass Plain { get; } = new();

    public string Name { get; init; } = "users";
    public IReadOnlyList<IPNetwork> Addresses { get; init; } = [new(IPAddress.Any, 0), new(IPAddress.IPv6Any, 0)];
    public int Max { get; init; } = 10_000;
    public int? ConnectionsPerAddress { get; init; }
    public long? SendQueue { get; init; }
    public int? ReceiveQueue { get; init; }
    public int? MessagesBurst { get; init; }
    public double? MessagesPerSecond { get; init; }
    public TimeSpan? PingInterval { get; init; }
    public TimeSpan? PingTimeout { get; init; }
    public bool TlsRequired { get; init; }
    public string Password { get; init; } = "";
}

/// <summary>An <c>[[oper]]</c> block: who may become staff and how.</summary>
public sealed record OperatorBlock
{
    public string Name { get; init; } = "";

    /// <summary>A SCRAM verifier (<c>$scram…</c>) or, warned about, plain text. Empty: a certificate is needed instead.</summary>
    public string Password { get; init; } = "";
    public string Hostmask { get; init; } = "*@*";
    public string Fingerprint { get; init; } = "";
    public bool TlsRequired { get; init; }
    public string Class { get; init; } = "admin";
    public string Vhost { get; init; } = "";
    public string Snomasks { get; init; } = "";
}

/// <summary>An <c>[[oper_class]]</c>: the privileges its members have, by name; <c>*</c> is all.</summary>
public sealed record OperatorClass
{
    public string Name { get; init; } = "";
    public IReadOnlyList<string> Privileges { get; init; } = [];
    public string WhoisLine { get; init; } = "is an IRC operator";

    public static IReadOnlyList<OperatorClass> Defaults { get; } =
    [
        new() { Name = "admin", Privileges = ["*"], WhoisLine = "is a server administrator" },
        new() { Name = "moderator", Privileges = ["kill", "ban", "shun", "spamfilter", "see-hosts", "override", "snomask", "wallops", "chghost", "sa"], WhoisLine = "is a network moderator" },
        new() { Name = "helper", Privileges = ["see-hosts", "snomask", "wallops"], WhoisLine = "is available for help" },
    ];
}

/// <summary>A <c>[[webirc]]</c> gateway that may name its clients' addresses.</summary>
public sealed record WebIrcGateway
{
    public string Name { get; init; } = "";
    public string Password { get; init; } = "";
    public string Fingerprint { get; init; } = "";
    public IReadOnlyList<IPNetwork> Addresses { get; init; } = [];
}

/// <summary>A <c>[[dnsbl]]</c> zone that new clients' addresses are looked up in.</summary>
public sealed record DnsblZone
{
    public string Name { get; init; } = "";

    /// <summary>Replies that count, e.g. <c>127.0.0.2</c>; empty: any.</summary>
    public IReadOnlyList<string> Replies { get; init; } = [];

    /// <summary><c>kill</c>, <c>notify</c> or <c>mark</c>.</summary>
    public string Action { get; init; } = "kill";
    public string Reason { get; init; } = "Your address is listed in {zone}.";
}
