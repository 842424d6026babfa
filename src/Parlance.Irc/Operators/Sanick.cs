using Parlance.Domain.Users;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>SANICK &lt;nickname&gt; &lt;new nickname&gt;</c>: reservations and rooms' rules do not count. The event's author is the staff member.</summary>
public sealed class SanickCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SANICK", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<nickname> <new nickname>", Help: "Changes a user's nick.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (Sa.SessionOf(client, line[0]) is not { User: { } victim }) return;
        var node = client.Node;
        var nick = Sa.Text(line, 1);
        var verdict = new ChangeNick(nick).Decide(victim, node.State, node.Circumstances(asOperator: true));
        if (verdict is { Refusal: null } && verdict.Events is [NickChanged changed, ..]) verdict = changed with { User = victim.Uid };
        if (node.Carry(verdict, client, null, asOperator: true) is { } refusal) client.Refuse(refusal, "SANICK", nick: nick);
    }
}

/// <summary><c>SAQUIT &lt;nickname&gt; &lt;reason&gt;</c>: as if the user had quit with these words.</summary>
public sealed class SaquitCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SAQUIT", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<nickname> <reason>", Help: "Ends a user's connection as if the user had quit.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var reason = Domain.Limits.Cut(Sa.Text(line, 1), client.Node.Limits.KickLength);
        if (Sa.SessionOf(client, line[0]) is { User: { } victim } && Sa.Record(client, "SAQUIT", victim.Nick, reason)) client.Node.Disconnect(victim, "Quit: " + reason);
    }
}
