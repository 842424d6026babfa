using System.Globalization;
using Parlance.Domain.Bans;
using Parlance.Engine;

namespace Parlance.Irc.Queries;

/// <summary>The reports of STATS. Each step of one is a slice.</summary>
internal static class StatsReports
{
    /// <summary>Rows of a long report in one slice.</summary>
    public const int SliceMax = 200;

    public static IEnumerable<int> Up(IrcSession client)
    {
        client.ReplyText(Numerics.StatsUptime, Uptime.Of(client.Node));
        client.ReplyText(Numerics.StatsHighest, $"Highest connection count: {client.Node.Counters.ConnectionsMost} ({client.Node.State.Users.Most} users) ({client.Node.Counters.Accepted} connections received)");
        yield break;
    }

    public static IEnumerable<int> Staff(IrcSession client)
    {
        var sight = new Sight(client);
        var count = 0;
        var looked = 0;
        if (client.Node.State.Users.Operators > 0)
            foreach (var user in client.Dialect.AllUsers())
            {
                if (sight.SeesStanding(user) && client.Node.UserOf(user.Uid) == user)
                {
                    count++;
                    client.ReplyText(Numerics.StatsDebug, $"{user.Nick} ({user.Ident}@{user.Host}) Idle: {(sight.SeesIdle(user) ? client.Dialect.IdleSeconds(user) : 0)}", "p");
                }

                if (++looked % ListCommand.SliceMax == 0) yield return looked;
            }

        client.ReplyText(Numerics.StatsDebug, $"{count} staff members", "p");
    }

    /// <summary>Name, bytes that wait, bytes sent, bytes received, seconds open.</summary>
    public static IEnumerable<int> Connections(IrcSession client)
    {
        var hosts = client.HasPrivilege("see-hosts");
        if (client.User!.Operator is null)
        {
            Show(client, client.Connection, withAddress: true);
            yield break;
        }

        var looked = 0;
        foreach (var connection in client.Node.Connections.ToArray())
        {
            if (!connection.IsGone) Show(client, connection, hosts);
            if (++looked % SliceMax == 0) yield return looked;
        }
    }

    private static void Show(IrcSession client, Connection connection, bool withAddress)
    {
        var user = connection.Session.User;
        var name = $"{user?.Nick ?? "*"}[{(user is null ? "unregistered" : user.Ident)}@{(withAddress ? connection.Peer.Address.ToString() : user?.Host ?? "*")}]";
        var open = connection.Session is IrcSession session ? (client.Node.Now.Monotonic - session.OpenedAt) / 1000 : 0;
        client.ReplyText(Numerics.StatsLinkInfo, Number(open), name, Number(connection.Queued), Number(connection.BytesOut), Number(connection.BytesIn));
    }

    public static IEnumerable<int> Commands(IrcSession client)
    {
        foreach (var card in client.Dialect.Commands.All.Values)
            if (card.Uses > 0) client.Reply(Numerics.StatsCommands, card.Verb.Name, Number(card.Uses));
        yield break;
    }

    public static IEnumerable<int> Operators(IrcSession client)
    {
        foreach (var block in client.Node.Settings.Operators) client.Reply(Numerics.StatsOLine, "O", block.Hostmask, "*", block.Name, block.Class);
        yield break;
    }

    public static IEnumerable<int> Ports(IrcSession client)
    {
        foreach (var listener in client.Node.Settings.Listeners)
            client.ReplyText(Numerics.StatsPort, string.Join(' ', ((string[])[listener.Dialect, listener.Tls ? "tls" : "", listener.WebSocket ? "websocket" : "", listener.ProxyProtocol ? "proxy" : ""]).Where(w => w.Length > 0)),
                "P", Number(listener.Port), Words.Address(listener.Address.ToString()));
        yield break;
    }

    public static IEnumerable<int> Addresses(IrcSession client)
    {
        foreach (var @class in client.Node.Settings.Classes)
            foreach (var network in @class.Addresses) client.Reply(Numerics.StatsILine, "I", Words.Address(network.ToString()), "*", @class.Password.Length > 0 ? "password" : "*", @class.Name);
        yield break;
    }

    /// <summary>Name, ping interval, connections per address, most connections, send queue; then how many there are.</summary>
    public static IEnumerable<int> Classes(IrcSession client)
    {
        var (node, limits) = (client.Node, client.Node.Settings.Limits);
        foreach (var @class in node.Settings.Classes)
            client.ReplyText(Numerics.StatsYLine, $"{node.Admission.CountOf(@class.Name)} connections", "Y", @class.Name,
                Number((long)(@class.PingInterval ?? limits.PingInterval).TotalSeconds), Number(@class.ConnectionsPerAddress ?? limits.ConnectionsPerAddress), Number(@class.Max), Number(@class.SendQueue ?? limits.SendQueue));
        yield break;
    }

    public static IEnumerable<int> Counters(IrcSession client)
    {
        var (node, limits) = (client.Node, client.Node.Settings.Limits);
        string[] rows =
        [
            $"connections: {node.Connections.Length} now, {node.Counters.ConnectionsMost} at most, {limits.ConnectionsMax} allowed",
            $"accepted {node.Counters.Accepted} refused {node.Counters.Refused}",
            $"registering: {node.Connections.Length - node.State.Users.Count}",
            $"addresses: {node.Admission.Addresses} connected, {limits.ConnectionsPerAddress} connections each at most",
            $"throttle: {(limits.Enabled ? "on" : "off")}, {limits.ThrottleConnections} connections of an address in {limits.ThrottleWindow.TotalSeconds:0} s; {node.Admission.RecentAddresses} addresses came in this window, {node.Admission.ThrottledAddresses} are throttled",
            $"commands {node.Counters.Commands} messages {node.Counters.Messages} deliveries {node.Audience.Deliveries}",
            $"send queues exceeded {node.Counters.SendQueueExceeded}",
            $"log position {node.LastDurable} written {node.CommittedPosition}",
        ];
        foreach (var row in rows) client.ReplyText(Numerics.StatsDebug, row, "t");
        yield break;
    }

    /// <summary>Letter, mask, when it was set, when it ends (0: never), who set it, reason.</summary>
    public static IEnumerable<int> Bans(IrcSession client, char letter, params OperBanKind[] kinds)
    {
        var shown = 0;
        foreach (var ban in client.Node.State.Bans.All.ToArray())
        {
            if (!kinds.Contains(ban.Kind) || ban.Expires <= client.Node.Now.Wall) continue;
            var reason = ban.Comment is { Length: > 0 } comment ? $"{ban.Reason}|{comment}" : ban.Reason;
            client.ReplyText(Numerics.StatsBan, reason, letter.ToString(), Words.Echo(ban.Mask), Number(ban.Set.Seconds), Number(ban.Expires?.Seconds ?? 0), Words.Echo(ban.Setter));
            if (++shown % SliceMax == 0) yield return shown;
        }
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
