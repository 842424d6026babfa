using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>STATS &lt;letter&gt; [&lt;server&gt;]</c>: RFC 2812 §3.4.4. An unknown letter has an empty report.</summary>
public sealed class StatsCommand : IIrcCommand
{
    private static readonly Dictionary<char, Report> Reports = new()
    {
        ['u'] = new("how long the server has been up", false, StatsReports.Up),
        ['p'] = new("staff who are here", false, StatsReports.Staff),
        ['l'] = new("connections and their traffic; your own if you are not staff", false, StatsReports.Connections),
        ['L'] = new("the same", false, StatsReports.Connections),
        ['m'] = new("how often each command was used", true, StatsReports.Commands),
        ['o'] = new("who may become staff", true, StatsReports.Operators),
        ['P'] = new("listening ports", true, StatsReports.Ports),
        ['i'] = new("addresses of each class of connections", true, StatsReports.Addresses),
        ['y'] = new("classes of connections, their limits and how many they have", true, StatsReports.Classes),
        ['t'] = new("counters and throttling", true, StatsReports.Counters),
        ['k'] = new("bans on users", true, c => StatsReports.Bans(c, 'K', OperBanKind.User)),
        ['g'] = new("the same", true, c => StatsReports.Bans(c, 'K', OperBanKind.User)),
        ['d'] = new("bans on addresses", true, c => StatsReports.Bans(c, 'D', OperBanKind.Address)),
        ['z'] = new("the same", true, c => StatsReports.Bans(c, 'D', OperBanKind.Address)),
        ['x'] = new("bans on real names", true, c => StatsReports.Bans(c, 'X', OperBanKind.RealName)),
        ['q'] = new("reserved nicks and channels", true, c => StatsReports.Bans(c, 'Q', OperBanKind.Nick, OperBanKind.Room)),
        ['e'] = new("exemptions from bans", true, c => StatsReports.Bans(c, 'E', OperBanKind.Exempt)),
        ['s'] = new("shunned users", true, c => StatsReports.Bans(c, 'S', OperBanKind.Shun)),
    };

    public static Verb Verb { get; } = new("STATS", ParamsMin: 1, Cost: 3, Syntax: "<letter> [<server>]", Help: "Shows figures of the server.");

    /// <summary>The letters, for HELP.</summary>
    public static IEnumerable<string> Letters => Reports.Select(r => $"{r.Key}  {r.Value.What}{(r.Value.IsForStaff ? " (staff)" : "")}");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AsksElsewhere(line, 1)) return;
        var letter = line.Text(0) is { Length: > 0 } text ? text[0] : '*';
        if (Find(letter) is { IsForStaff: true } && client.User!.Operator is null) client.Reply(Numerics.NoPrivileges);
        client.Answer(Slices(client, letter));
    }

    private static Report? Find(char letter) => Reports.GetValueOrDefault(letter) ?? Reports.GetValueOrDefault(char.ToLowerInvariant(letter));

    private static IEnumerable<int> Slices(IrcSession client, char letter)
    {
        if (Find(letter) is { } report && (!report.IsForStaff || client.User!.Operator is not null))
            foreach (var slice in report.Give(client)) yield return slice;
        client.Reply(Numerics.EndOfStats, Words.Echo(letter.ToString()));
    }

    private sealed record Report(string What, bool IsForStaff, Func<IrcSession, IEnumerable<int>> Give);
}
