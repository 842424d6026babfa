using System.Globalization;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>WHOWAS &lt;nickname&gt;{,&lt;nickname&gt;} [&lt;count&gt; [&lt;server&gt;]]</c>: RFC 2812 §3.6.3. No count, or one below 1: all.</summary>
public sealed class WhowasCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("WHOWAS", Cost: 3, Syntax: "<nickname> [<count>]", Help: "Shows who had a nick before, the latest first.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var asked = line.Text(0);
        if (asked.Length == 0) client.Reply(Numerics.NoNicknameGiven);
        else if (!client.AsksElsewhere(line, 2))
        {
            var count = int.TryParse(line.Text(1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : int.MaxValue;
            client.Answer(Show(client, [.. asked.Split(',').Take(client.Node.Settings.Limits.TargetsMax)], count));
        }
    }

    private static IEnumerable<int> Show(IrcSession client, string[] nicks, int count)
    {
        var sight = new Sight(client);
        foreach (var nick in nicks)
        {
            var shown = 0;
            foreach (var past in client.Dialect.Past.Find(client.Node.Names.Fold(nick)).Take(count).ToArray())
            {
                Show(client, past, sight);
                if (++shown % SliceMax == 0) yield return shown;
            }

            if (shown == 0) client.Reply(Numerics.WasNoSuchNick, Words.Echo(nick));
            client.Reply(Numerics.EndOfWhowas, Words.Echo(nick));
        }
    }

    /// <summary>Entries shown in one slice.</summary>
    private const int SliceMax = 200;

    private static void Show(IrcSession client, in PastUser past, Sight sight)
    {
        client.ReplyText(Numerics.WhowasUser, past.RealName, past.Nick, past.Ident, past.Host, "*");
        if (sight.SeesHosts) client.Reply(Numerics.WhoisActually, past.Nick, $"{past.Ident}@{past.RealHost}", Words.Address(past.Address));
        if (past.Account is { } account) client.Reply(Numerics.WhoisAccount, past.Nick, account);
        client.ReplyText(Numerics.WhoisServer, past.At.ToDateTime().UtcDateTime.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture), past.Nick, client.ServerName);
    }
}
