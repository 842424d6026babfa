using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>VERSION [&lt;server&gt;]</c>: RFC 2812 §3.4.3, with the tokens of 005 after it as Modern IRC asks.</summary>
public sealed class VersionCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("VERSION", Cost: 2, Syntax: "[<server>]", Help: "Shows the server's version and what it supports.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AsksElsewhere(line, 0)) return;
        client.ReplyText(Numerics.Version, $"TS6 id {client.Node.Settings.Server.Sid}", Node.Version, client.ServerName);
        client.Dialect.ShowISupport(client);
    }
}
