using System.Net;
using Parlance.Engine;

namespace Parlance.Configuration;

internal static class ClassTable
{
    private const string AsLimits = "as in [limits]";
    private static readonly ConnectionClass Default = new();

    public static readonly Key<string> Name = new("name", Kinds.Word, Default.Name, "The class's name, in STATS.");
    public static readonly Key<IReadOnlyList<IPNetwork>> Address = new("address", Kinds.Networks, Default.Addresses, "Whose connections are in it; the first class that matches counts.");
    public static readonly Key<int> Max = new("max", Kinds.Whole(0, 1_000_000), Default.Max, "Connections in it.");
    public static readonly Key<int?> ConnectionsPerAddress = new("connections_per_address", Kinds.Optional(Kinds.Whole(1, 1_000_000)), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<long?> SendQueue = new("send_queue", Kinds.Optional(Kinds.Size(16 << 10, 1L << 30)), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<int?> ReceiveQueue = new("receive_queue", Kinds.Optional(Kinds.SmallSize(4 << 10, 1 << 30)), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<int?> MessagesBurst = new("messages_burst", Kinds.Optional(Kinds.Whole(1, 100_000)), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<double?> MessagesPerSecond = new("messages_per_second", Kinds.Optional(Kinds.Real(0.01, 100_000)), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<TimeSpan?> PingInterval = new("ping_interval", Kinds.Optional(Kinds.Duration("1s", "1d")), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<TimeSpan?> PingTimeout = new("ping_timeout", Kinds.Optional(Kinds.Duration("1s", "1d")), null, "As in [limits], for this class.") { DefaultNote = AsLimits };
    public static readonly Key<bool> TlsRequired = new("tls_required", Kinds.Flag, Default.TlsRequired, "Only over TLS.");
    public static readonly Key<string> Password = new("password", Kinds.Text, Default.Password, "What PASS must say; empty: as in [server].") { Secret = true };

    public static readonly Table Table = new("class", "Connection classes: what connections from some addresses may use.",
        Name, Address, Max, ConnectionsPerAddress, SendQueue, ReceiveQueue, MessagesBurst, MessagesPerSecond, PingInterval, PingTimeout, TlsRequired, Password) { Many = true };

    /// <summary>The classes of the file, or one for everybody.</summary>
    public static IReadOnlyList<ConnectionClass> Read(Reading from)
    {
        from.Distinct(Table, Name);
        var classes = from.All(Table).Select(t => new ConnectionClass
        {
            Name = t.Get(Name), Addresses = t.Get(Address), Max = t.Get(Max), ConnectionsPerAddress = t.Get(ConnectionsPerAddress),
            SendQueue = t.Get(SendQueue), ReceiveQueue = t.Get(ReceiveQueue), MessagesBurst = t.Get(MessagesBurst),
            MessagesPerSecond = t.Get(MessagesPerSecond), PingInterval = t.Get(PingInterval), PingTimeout = t.Get(PingTimeout),
            TlsRequired = t.Get(TlsRequired), Password = t.Get(Password),
        }).ToList();
        return classes.Count > 0 ? classes : [Default];
    }
}
