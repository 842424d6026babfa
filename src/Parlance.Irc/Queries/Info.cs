using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>INFO [&lt;server&gt;]</c>: RFC 2812 §3.4.10.</summary>
public sealed class InfoCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("INFO", Cost: 2, Syntax: "[<server>]", Help: "Shows what software the server is.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AsksElsewhere(line, 0)) return;
        var node = client.Node;
        string[] text =
        [
            Node.Version,
            "Parlance: a chat server in which every change is an event in a log.",
            "Free software under the MIT licence.",
            $"This server: {node.Settings.Server.Name} ({node.Settings.Server.Sid}) of {node.Settings.Server.Network}",
            $"Up since {Uptime.Since(node)}",
        ];
        foreach (var row in text) client.ReplyText(Numerics.Info, row);
        client.Reply(Numerics.EndOfInfo);
    }
}
