using Parlance.Domain.Users;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>MONITOR + nick{,nick} | - nick{,nick} | C | L | S</c>: IRCv3 monitor.</summary>
public sealed class MonitorCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("MONITOR", ParamsMin: 1, Cost: 2, Syntax: "+ <nick>{,<nick>} | - <nick>{,<nick>} | C | L | S",
        Help: "Tells you when nicks come and go: adds to or takes from the list, clears it, shows it, shows who of it is here.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var lists = client.Dialect.Watches;
        var targets = line.Text(1).Split(',', StringSplitOptions.RemoveEmptyEntries);
        switch (line.Text(0).ToUpperInvariant())
        {
            case "+" when line.Count > 1: Add(client, lists, targets); break;
            case "-" when line.Count > 1: Remove(client, lists, targets); break;
            case "+" or "-": client.Reply(Numerics.NeedMoreParams, "MONITOR"); break;
            case "C": lists.Clear(client); break;
            case "L":
                client.ReplyMany(Numerics.MonitorList, lists.Of(client).Values, ',');
                client.Reply(Numerics.EndOfMonitorList);
                break;
            case "S": ShowState(client, lists.Of(client)); break;
            default: client.ReplyText(Numerics.UnknownError, "Unknown MONITOR subcommand", "MONITOR", Words.Echo(line.Text(0))); break;
        }
    }

    /// <summary>What cannot be a nick is passed over, masks too: nobody is watched by host.</summary>
    private static void Add(IrcSession client, WatchLists lists, string[] targets)
    {
        var node = client.Node;
        var added = new Dictionary<string, string>(StringComparer.Ordinal);
        var entriesMax = node.Settings.Limits.MonitorEntries;
        for (var i = 0; i < targets.Length; i++)
        {
            if (!node.Names.TryNick(targets[i], node.Limits.NickLength, out var nick, out var folded)) continue;
            if (lists.Add(client, nick, folded, entriesMax)) added[folded] = nick;
            else
            {
                client.Reply(Numerics.MonitorListFull, $"{entriesMax}", string.Join(',', targets[i..]));
                break;
            }
        }

        ShowState(client, added);
        client.Dialect.ShowMetadataOf(client, added.Keys);
    }

    private static void Remove(IrcSession client, WatchLists lists, string[] targets)
    {
        foreach (var target in targets)
            if (client.Node.Names.TryNick(target, client.Node.Limits.NickLength, out _, out var folded)) lists.Remove(client, folded);
    }

    private static void ShowState(IrcSession client, IReadOnlyDictionary<string, string> nicks)
    {
        var (here, gone) = (new List<string>(), new List<string>());
        foreach (var (folded, nick) in nicks)
            if (client.Node.State.Users.TryNick(folded, out var user)) here.Add(SourceOf(user, user.Nick));
            else gone.Add(nick);
        client.ReplyMany(Numerics.MonitorOnline, here, ',');
        client.ReplyMany(Numerics.MonitorOffline, gone, ',');
    }

    internal static string SourceOf(User user, string nick) => $"{nick}!{user.Ident}@{user.Host}";
}
