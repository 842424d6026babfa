using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Configuration;

internal static class LimitsTable
{
    private static readonly LimitSettings Default = new();

    public static readonly Key<bool> Enabled = new("enabled", Kinds.Flag, Default.Enabled, "false: no flood control, throttling, per-address or class limits (tests, benchmarks). Sizes of lines and queues always hold.");
    public static readonly Key<int> LineLength = new("line_length", Kinds.Whole(512, 65535), Default.LineLength, "Bytes of a line without tags, with its end.");
    public static readonly Key<int> NickLength = new("nick_length", Kinds.Whole(1, 128), Default.NickLength, "Bytes of a nick.");
    public static readonly Key<int> ChannelLength = new("channel_length", Kinds.Whole(2, 200), Default.ChannelLength, "Bytes of a channel's name, with its #.");
    public static readonly Key<int> TopicLength = new("topic_length", Kinds.Whole(1, 4096), Default.TopicLength, "Bytes of a topic.");
    public static readonly Key<int> KickLength = new("kick_length", Kinds.Whole(1, 4096), Default.KickLength, "Bytes of a KICK, PART or QUIT reason.");
    public static readonly Key<int> AwayLength = new("away_length", Kinds.Whole(1, 4096), Default.AwayLength, "Bytes of an AWAY text.");
    public static readonly Key<int> RealnameLength = new("realname_length", Kinds.Whole(1, 1000), Default.RealnameLength, "Bytes of a real name.");
    public static readonly Key<int> ListModes = new("list_modes", Kinds.Whole(1, 10_000), Default.ListModes, "Entries of each of a room's lists (bans, exceptions, invitations).");
    public static readonly Key<int> RoomsPerUser = new("rooms_per_user", Kinds.Whole(1, 100_000), Default.RoomsPerUser, "Rooms one user may be in.");
    public static readonly Key<int> ConnectionsPerAddress = new("connections_per_address", Kinds.Whole(1, 1_000_000), Default.ConnectionsPerAddress, "Connections from one address (IPv6: one /64).");
    public static readonly Key<int> ThrottleConnections = new("throttle_connections", Kinds.Whole(1, 1_000_000), Default.ThrottleConnections, "New connections from one address within throttle_window.");
    public static readonly Key<TimeSpan> ThrottleWindow = new("throttle_window", Kinds.Duration("1s", "1d"), Default.ThrottleWindow, "See throttle_connections.");
    public static readonly Key<int> ConnectionsMax = new("connections_max", Kinds.Whole(1, 1_000_000), Default.ConnectionsMax, "Connections of this node.");
    public static readonly Key<int> TargetsMax = new("targets_max", Kinds.Whole(1, 100), Default.TargetsMax, "Targets of one PRIVMSG or NOTICE.");
    public static readonly Key<string> ClientTagDeny = new("client_tag_deny", new TextKind("client tags parted by commas like \"typing\", or \"*,-draft/react\" for all but some", 400, deny => ClientTags.TryParse(deny, out _)), Default.ClientTagDeny, "Client tags that are not passed on (CLIENTTAGDENY).");
    public static readonly Key<long> SendQueue = new("send_queue", Kinds.Size(16 << 10, 1L << 30), Default.SendQueue, "Bytes that wait for a slow reader before it is disconnected.");
    public static readonly Key<int> ReceiveQueue = new("receive_queue", Kinds.SmallSize(4 << 10, 1 << 30), Default.ReceiveQueue, "Bytes read from a client whose lines wait for flood control.");
    public static readonly Key<int> MessagesBurst = new("messages_burst", Kinds.Whole(1, 100_000), Default.MessagesBurst, "Commands at once before flood control slows a client down.");
    public static readonly Key<double> MessagesPerSecond = new("messages_per_second", Kinds.Real(0.01, 100_000), Default.MessagesPerSecond, "Commands a second after that.");
    public static readonly Key<TimeSpan> RegistrationTimeout = new("registration_timeout", Kinds.Duration("1s", "1h"), Default.RegistrationTimeout, "Time to log in before the connection is closed.");
    public static readonly Key<TimeSpan> PingInterval = new("ping_interval", Kinds.Duration("1s", "1d"), Default.PingInterval, "Silence before a client is asked whether it is there.");
    public static readonly Key<TimeSpan> PingTimeout = new("ping_timeout", Kinds.Duration("1s", "1d"), Default.PingTimeout, "Time to answer that.");
    public static readonly Key<int> StanzaSize = new("stanza_size", Kinds.SmallSize(10_000, 64 << 20), Default.StanzaSize, "Bytes of an XMPP stanza.");
    public static readonly Key<int> StanzaDepth = new("stanza_depth", Kinds.Whole(10, 1000), Default.StanzaDepth, "Elements in each other in a stanza.");
    public static readonly Key<int> MultilineMaxBytes = new("multiline_max_bytes", Kinds.Whole(512, 1 << 20), Default.MultilineMaxBytes, "Bytes of a message of several lines.");
    public static readonly Key<int> MultilineMaxLines = new("multiline_max_lines", Kinds.Whole(2, 1000), Default.MultilineMaxLines, "Lines of it.");
    public static readonly Key<int> MonitorEntries = new("monitor_entries", Kinds.Whole(1, 10_000), Default.MonitorEntries, "Nicks one client may watch with MONITOR.");
    public static readonly Key<int> WhowasEntries = new("whowas_entries", Kinds.Whole(0, 1_000_000), Default.WhowasEntries, "Past users that WHOWAS remembers.");

    public static readonly Table Table = new("limits", "How much one client may ask of the node.",
        Enabled, LineLength, NickLength, ChannelLength, TopicLength, KickLength, AwayLength, RealnameLength, ListModes, RoomsPerUser,
        ConnectionsPerAddress, ThrottleConnections, ThrottleWindow, ConnectionsMax, TargetsMax, ClientTagDeny, SendQueue, ReceiveQueue, MessagesBurst,
        MessagesPerSecond, RegistrationTimeout, PingInterval, PingTimeout, StanzaSize, StanzaDepth, MultilineMaxBytes, MultilineMaxLines,
        MonitorEntries, WhowasEntries);

    public static LimitSettings Read(Reading from)
    {
        var t = from.One(Table);
        return new()
        {
            Enabled = t.Get(Enabled), LineLength = t.Get(LineLength), NickLength = t.Get(NickLength), ChannelLength = t.Get(ChannelLength),
            TopicLength = t.Get(TopicLength), KickLength = t.Get(KickLength), AwayLength = t.Get(AwayLength), RealnameLength = t.Get(RealnameLength),
            ListModes = t.Get(ListModes), RoomsPerUser = t.Get(RoomsPerUser), ConnectionsPerAddress = t.Get(ConnectionsPerAddress),
            ThrottleConnections = t.Get(ThrottleConnections), ThrottleWindow = t.Get(ThrottleWindow), ConnectionsMax = t.Get(ConnectionsMax),
            SendQueue = t.Get(SendQueue), ReceiveQueue = t.Get(ReceiveQueue), MessagesBurst = t.Get(MessagesBurst),
            MessagesPerSecond = t.Get(MessagesPerSecond), RegistrationTimeout = t.Get(RegistrationTimeout), PingInterval = t.Get(PingInterval),
            PingTimeout = t.Get(PingTimeout), StanzaSize = t.Get(StanzaSize), StanzaDepth = t.Get(StanzaDepth),
            MultilineMaxBytes = t.Get(MultilineMaxBytes), MultilineMaxLines = t.Get(MultilineMaxLines), MonitorEntries = t.Get(MonitorEntries),
            WhowasEntries = t.Get(WhowasEntries), TargetsMax = t.Get(TargetsMax), ClientTagDeny = t.Get(ClientTagDeny),
        };
    }
}
