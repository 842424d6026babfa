using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>MOTD [&lt;server&gt;]</c>: RFC 2812 §3.4.1.</summary>
public sealed class MotdCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("MOTD", Cost: 3, Syntax: "[<server>]", Help: "Shows the message of the day.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (!client.AsksElsewhere(line, 0)) client.Dialect.ShowMotd(client);
    }
}
