using Parlance.Domain.Rooms;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>SAJOIN &lt;nickname&gt; &lt;channel&gt;{,&lt;channel&gt;}</c>: bans, keys and limits do not count.</summary>
public sealed class SajoinCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SAJOIN", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<nickname> <channel>{,<channel>}", Help: "Makes a user enter channels.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var node = client.Node;
        if (Sa.SessionOf(client, line[0]) is not { } victim) return;
        foreach (var name in Sa.Text(line, 1).Split(',', StringSplitOptions.RemoveEmptyEntries).Take(node.Settings.Limits.TargetsMax))
        {
            if (name[0] != '#' || !node.Names.TryRoom(name[1..], node.Limits.RoomLength, out var display, out var folded)) client.Reply(Numerics.NoSuchChannel, name);
            else if (Sa.Record(client, "SAJOIN", victim.User!.Nick, name) && node.Join(victim, display, folded, null, asOperator: true) is { } refusal) client.Refuse(refusal, "SAJOIN", name, victim.User!.Nick);
        }
    }
}

/// <summary><c>SAPART &lt;nickname&gt; &lt;channel&gt;{,&lt;channel&gt;} [&lt;reason&gt;]</c>.</summary>
public sealed class SapartCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SAPART", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<nickname> <channel>{,<channel>} [<reason>]", Help: "Makes a user leave channels.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (Sa.SessionOf(client, line[0]) is not { } victim) return;
        foreach (var name in Sa.Text(line, 1).Split(',', StringSplitOptions.RemoveEmptyEntries).Take(client.Node.Settings.Limits.TargetsMax))
        {
            if (client.RoomOf(name) is not { } room) client.Reply(Numerics.NoSuchChannel, name);
            else if (victim.User!.In(room) is null) client.Reply(Numerics.UserNotInChannel, victim.User!.Nick, name);
            else if (Sa.Record(client, "SAPART", victim.User!.Nick, name) && client.Node.Ask(victim, room, new Part(line.Count > 2 ? Sa.Text(line, 2) : null)) is { } refusal) client.Refuse(refusal, "SAPART", name, victim.User!.Nick);
        }
    }
}
