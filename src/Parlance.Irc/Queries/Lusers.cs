using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>LUSERS [&lt;mask&gt; [&lt;server&gt;]]</c>: RFC 2812 §3.4.2. The mask is not looked at.</summary>
public sealed class LusersCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("LUSERS", Cost: 2, Syntax: "", Help: "Shows how many users, channels and servers there are.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (!client.AsksElsewhere(line, 1)) client.Dialect.ShowLusers(client);
    }
}
