using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Parlance.Domain.Operators;
using Parlance.Engine;

namespace Parlance.Irc.Operators;

/// <summary>Looks up newcomers' addresses in DNS block lists (RFC 5782) before they are let in. Who has no answer in time comes in.</summary>
public sealed class Blocklists(IrcDialect dialect)
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);

    /// <summary>What asks the name servers; tests put another in its place.</summary>
    public IAddressLookup Lookup { get; set; } = new SystemLookup();

    /// <summary>Begins to look. False: there is nothing to look up, or it was done.</summary>
    public bool Screens(IrcSession session, Registration pending)
    {
        var zones = dialect.Node.Settings.Dnsbl;
        var address = pending.Address ?? session.Connection.Peer.Address;
        if (pending.IsScreened || zones.Count == 0 || !Zones.IsPublic(address)) return false;
        pending.IsScreened = true;
        pending.Pending++;
        var check = new BlocklistCheck(this, Lookup, zones, address) { For = session.Connection };
        dialect.Node.Effects.Work.Add(check);
        GiveUpInTime(check);
        return true;
    }

    private void GiveUpInTime(BlocklistCheck check) => dialect.Node.Timers.At(dialect.Node.Now.Monotonic + (long)AnswerWithin.TotalMilliseconds, _ => check.GiveUp());

    internal void Answered(Connection connection, IPAddress address, DnsblZone? listed)
    {
        if (connection.IsGone || connection.IsClosing || connection.Session is not IrcSession { Registration: { } pending } session) return;
        pending.Pending--;
        if (listed is not null && dialect.Node.State.Bans.Exempts(new("*", "", "", "", address, ""), dialect.Node.Now.Wall)) listed = null;
        if (listed is not null)
        {
            dialect.Node.Record(new AddressListed(listed.Name, listed.Action, address.ToString()), null, null);
            session.ListedIn = listed.Name;
        }

        if (listed?.Action != "kill")
        {
            session.TryRegister();
            return;
        }

        var reason = listed.Reason.Replace("{zone}", listed.Name, StringComparison.Ordinal);
        session.ReplyText(Numerics.YoureBanned, reason);
        dialect.Node.Disconnect(connection, reason);
    }
}

/// <summary>How an address is written in a zone, and which addresses are worth it.</summary>
public static class Zones
{
    /// <summary><c>192.0.2.7</c> in <c>dnsbl.example</c> is <c>7.2.0.192.dnsbl.example</c>; IPv6 goes by hexadecimal digits (RFC 5782 §2.1, §2.4).</summary>
    public static string NameOf(IPAddress address, string zone)
    {
        var bytes = address.GetAddressBytes();
        Array.Reverse(bytes);
        var labels = bytes.Length == 4
            ? bytes.Select(b => b.ToString(CultureInfo.InvariantCulture))
            : bytes.SelectMany(b => new[] { (b & 15).ToString("x", CultureInfo.InvariantCulture), (b >> 4).ToString("x", CultureInfo.InvariantCulture) });
        return string.Join('.', labels) + "." + zone;
    }

    /// <summary>Loopback, private and link-local addresses are in no list.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal) return false;
        if (address.AddressFamily != AddressFamily.InterNetwork) return true;
        var bytes = address.GetAddressBytes();
        return !(bytes[0] is 0 or 10 or 127 || (bytes[0] == 172 && bytes[1] is >= 16 and <= 31) || (bytes[0] == 192 && bytes[1] == 168) || (bytes[0] == 169 && bytes[1] == 254));
    }
}

/// <summary>Asks for the addresses of a name. May take seconds; called on a thread that waits.</summary>
public interface IAddressLookup
{
    /// <summary>The IPv4 addresses; none when there is no such name or no answer.</summary>
    IReadOnlyList<IPAddress> Addresses(string name);
}

internal sealed class SystemLookup : IAddressLookup
{
    public IReadOnlyList<IPAddress> Addresses(string name)
    {
        try
        {
            return Dns.GetHostAddresses(name, AddressFamily.InterNetwork);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}

/// <summary>One address in all zones, the first that has it counts.</summary>
internal sealed class BlocklistCheck(Blocklists lists, IAddressLookup lookup, IReadOnlyList<DnsblZone> zones, IPAddress address) : Work
{
    private volatile bool _isOver;
    private DnsblZone? _listed;

    public override bool Waits => true;

    public override void Run()
    {
        foreach (var zone in zones)
        {
            if (_isOver) return;
            var answers = lookup.Addresses(Zones.NameOf(address, zone.Name));
            // Answers outside 127.0.0.0/8 come from name servers that answer everything, not from a list (RFC 5782 §2.1).
            if (!answers.Any(a => a.GetAddressBytes()[0] == 127 && (zone.Replies.Count == 0 || zone.Replies.Contains(a.ToString())))) continue;
            _listed = zone;
            return;
        }
    }

    public override void Done(Node node) => Finish(_listed);

    /// <summary>There is no answer in time: the client is let in.</summary>
    public void GiveUp() => Finish(null);

    private void Finish(DnsblZone? listed)
    {
        if (_isOver) return;
        _isOver = true;
        lists.Answered(For!, address, listed);
    }
}
