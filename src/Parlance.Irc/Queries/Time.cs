using System.Globalization;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>TIME [&lt;server&gt;]</c>: RFC 2812 §3.4.6. Universal time; the second parameter is its Unix time.</summary>
public sealed class TimeCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("TIME", Syntax: "[<server>]", Help: "Shows the server's time.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AsksElsewhere(line, 0)) return;
        var now = client.Node.Now.Wall;
        client.ReplyText(Numerics.Time, now.ToDateTime().UtcDateTime.ToString("dddd MMMM d yyyy -- HH:mm:ss +00:00", CultureInfo.InvariantCulture),
            client.ServerName, now.Seconds.ToString(CultureInfo.InvariantCulture), "0");
    }
}
