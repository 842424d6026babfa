using System.Text;
using Parlance.Domain.Operators;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>REHASH</c>: RFC 2812 §4.2. What is wrong with the new configuration comes as notices, and the old one stays.</summary>
public sealed class RehashCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("REHASH", From: Stage.Operator, Cost: 5, Privilege: "rehash", Help: "Reads the configuration and the certificates again.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.Node.Carry(new OperatorActed("REHASH", client.ServerName, ""), client, null) is { } refusal)
        {
            client.Refuse(refusal, "REHASH");
            return;
        }

        client.Reply(Numerics.Rehashing, "parlance.toml");
        client.Node.Effects.Reload = true;
    }
}

/// <summary><c>DIE &lt;server&gt;</c>: RFC 2812 §4.3; the name is asked for, because a slip would be felt by all.</summary>
public sealed class DieCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("DIE", ParamsMin: 1, From: Stage.Operator, Privilege: "die", Syntax: "<server>", Help: "Ends the server, in order.");

    public static void Handle(IrcSession client, in IrcLine line) => Stopping.Ask(client, line, "DIE", StopRequest.Die);
}

/// <summary><c>RESTART &lt;server&gt;</c>: RFC 2812 §4.4.</summary>
public sealed class RestartCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("RESTART", ParamsMin: 1, From: Stage.Operator, Privilege: "die", Syntax: "<server>", Help: "Ends the server, in order, and starts it again.");

    public static void Handle(IrcSession client, in IrcLine line) => Stopping.Ask(client, line, "RESTART", StopRequest.Restart);
}

internal static class Stopping
{
    public static void Ask(IrcSession client, in IrcLine line, string command, StopRequest request)
    {
        var server = Encoding.UTF8.GetString(line[0]);
        if (!string.Equals(server, client.ServerName, StringComparison.OrdinalIgnoreCase)) client.Reply(Numerics.NoSuchServer, server);
        else
        {
            client.Node.Record(new OperatorActed(command, client.ServerName, ""), client, null);
            client.Node.Effects.Stop = request;
        }
    }
}
