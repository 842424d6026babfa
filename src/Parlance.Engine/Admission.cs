using System.Net;

namespace Parlance.Engine;

/// <summary>Who may connect: per-address and per-class limits, and a throttle for those who come too often. Addresses count by /32 and /64.</summary>
public sealed class Admission(Node node)
{
    /// <summary>Addresses remembered for the throttle; beyond it the oldest window is forgotten early.</summary>
    public const int AddressesMax = 100_000;

    private readonly Dictionary<UInt128, int> _open = [];
    private readonly Dictionary<string, int> _classes = [];
    private Dictionary<UInt128, int> _recent = [];
    private long _windowEnds;

    /// <summary>Addresses (or /64 networks) that are connected now.</summary>
    public int Addresses => _open.Count;

    /// <summary>Addresses that came within the throttle's window.</summary>
    public int RecentAddresses => _recent.Count;

    /// <summary>Those of them that are refused until it is over.</summary>
    public int ThrottledAddresses => _recent.Values.Count(count => count > node.Settings.Limits.ThrottleConnections);

    /// <summary>How many connections a class has now.</summary>
    public int CountOf(string @class) => _classes.GetValueOrDefault(@class);

    /// <summary>Counts the connection in. A reason: it is to be cut, with these words.</summary>
    public string? Refuses(Connection connection)
    {
        var settings = node.Settings;
        var limits = settings.Limits;
        var key = KeyOf(connection.Peer.Address);
        var named = ClassOf(connection.Peer.Address, settings.Classes);
        connection.Class = named ?? ConnectionClass.Plain;
        connection.SendQueueMax = connection.Class.SendQueue ?? limits.SendQueue;
        _open[key] = _open.GetValueOrDefault(key) + 1;
        _classes[connection.Class.Name] = CountOf(connection.Class.Name) + 1;
        node.Counters.ConnectionsMost = Math.Max(node.Counters.ConnectionsMost, node.Connections.Length);
        if (node.State.Bans.RefusesAddress(connection.Peer.Address, node.Now.Wall) is { } ban) return $"You are banned from this server: {ban.Reason}";
        if (!limits.Enabled) return null;

        var reason = node.Connections.Length > limits.ConnectionsMax ? "This server is full"
            : named is null ? "Your address is not allowed here"
            : CountOf(connection.Class.Name) > connection.Class.Max ? "Too many connections of your class"
            : _open[key] > (connection.Class.ConnectionsPerAddress ?? limits.ConnectionsPerAddress) ? "Too many connections from your address"
            : IsThrottled(key, limits) ? "You are connecting too fast; wait a while"
            : connection.Class.TlsRequired && !connection.Peer.Secure ? "This class of connections needs TLS"
            : null;
        if (reason is not null) node.Counters.Refused++;
        return reason;
    }

    /// <summary>The connection is for another address than it came from, as a trusted gateway says. A reason: it is to be cut, with these words.</summary>
    public string? Move(Connection connection, IPAddress address)
    {
        Release(connection);
        connection.Peer = connection.Peer with { Address = address };
        return Refuses(connection);
    }

    public void Release(Connection connection)
    {
        var key = KeyOf(connection.Peer.Address);
        if (_open.GetValueOrDefault(key) <= 1) _open.Remove(key);
        else _open[key]--;
        if (_classes.GetValueOrDefault(connection.Class.Name) > 0) _classes[connection.Class.Name]--;
    }

    private bool IsThrottled(UInt128 key, LimitSettings limits)
    {
        if (node.Now.Monotonic >= _windowEnds || _recent.Count > AddressesMax)
        {
            _recent = [];
            _windowEnds = node.Now.Monotonic + (long)limits.ThrottleWindow.TotalMilliseconds;
        }

        var count = _recent.GetValueOrDefault(key) + 1;
        _recent[key] = count;
        return count > limits.ThrottleConnections;
    }

    private static ConnectionClass? ClassOf(IPAddress address, IReadOnlyList<ConnectionClass> classes)
    {
        for (var i = 0; i < classes.Count; i++)
            for (var j = 0; j < classes[i].Addresses.Count; j++)
                if (classes[i].Addresses[j].Contains(address)) return classes[i];
        return null;
    }

    /// <summary>An address as it counts: IPv6 by its /64.</summary>
    internal static UInt128 KeyOf(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        if (length == 16) bytes[8..].Clear();
        return new(System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes), length == 16 ? 1ul : 0ul);
    }
}
