using System.Text;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Irc.Modes;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>SAMODE &lt;channel or nickname&gt; &lt;modes&gt; [&lt;parameters&gt;]</c>: rank does not count.</summary>
public sealed class SamodeCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SAMODE", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<channel or nickname> <modes> [<parameters>]", Help: "Changes modes whatever your rank.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var target = Encoding.UTF8.GetString(line[0]);
        if (!target.StartsWith('#'))
        {
            if (Sa.SessionOf(client, line[0]) is { User: { } victim }) OfUser(client, victim, Sa.Text(line, 1));
        }
        else if (client.RoomOf(line[0]) is not { } room) client.Reply(Numerics.NoSuchChannel, target);
        else
        {
            var words = new string[line.Count - 1];
            for (var i = 0; i < words.Length; i++) words[i] = Sa.Text(line, i + 1);
            if (Sa.Record(client, "SAMODE", target, string.Join(' ', words))) ModeCommand.Change(client, room, line, 1, asOperator: true);
        }
    }

    /// <summary>Flags of somebody else, and <c>-o</c>. The event's author is the staff member.</summary>
    private static void OfUser(IrcSession client, User victim, string letters)
    {
        UserFlags set = default, cleared = default;
        var adding = true;
        foreach (var letter in letters)
        {
            var flag = UserModes.Find(letter);
            if (letter is '+' or '-') adding = letter == '+';
            else if (letter == 'o' && !adding) client.Node.Ask(client, new LogOut(victim.Uid), asOperator: true);
            else if (flag == UserFlags.None) client.Reply(Numerics.UmodeUnknownFlag);
            else (set, cleared) = adding ? (set | flag, cleared & ~flag) : (set & ~flag, cleared | flag);
        }

        if (victim.CloakedHost.Length == 0) set &= ~UserFlags.Cloaked;
        var verdict = new ChangeFlags(set, cleared).Decide(victim, client.Node.State, client.Node.Circumstances(asOperator: true));
        if (verdict is { Refusal: null } && verdict.Events is [FlagsChanged changed, ..]) verdict = changed with { User = victim.Uid };
        if (client.Node.Carry(verdict, client, null, asOperator: true) is { } refusal) client.Refuse(refusal, "SAMODE", nick: victim.Nick);
    }
}

/// <summary><c>SAKICK &lt;channel&gt; &lt;nickname&gt;{,&lt;nickname&gt;} [&lt;reason&gt;]</c>.</summary>
public sealed class SakickCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SAKICK", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<channel> <nickname>{,<nickname>} [<reason>]", Help: "Puts users out of a channel whatever your rank.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = Encoding.UTF8.GetString(line[0]);
        if (client.RoomOf(line[0]) is not { } room)
        {
            client.Reply(Numerics.NoSuchChannel, name);
            return;
        }

        var reason = line.Count > 2 && !line[2].IsEmpty ? Sa.Text(line, 2) : null;
        foreach (var nick in Sa.Text(line, 1).Split(',', StringSplitOptions.RemoveEmptyEntries).Take(client.Node.Settings.Limits.TargetsMax))
        {
            if (client.UserOf(nick) is not { } user) client.Reply(Numerics.NoSuchNick, nick);
            else if (user.In(room) is null) client.Reply(Numerics.UserNotInChannel, nick, name);
            else if (Sa.Record(client, "SAKICK", name, nick) && client.Node.Ask(client, room, new Kick(user.Uid, reason), asOperator: true) is { } refusal) client.Refuse(refusal, "SAKICK", name, nick);
        }
    }
}

/// <summary><c>SATOPIC &lt;channel&gt; &lt;topic&gt;</c>.</summary>
public sealed class SatopicCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SATOPIC", ParamsMin: 2, From: Stage.Operator, Privilege: "sa", Syntax: "<channel> <topic>", Help: "Sets a topic whatever your rank.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = Encoding.UTF8.GetString(line[0]);
        if (client.RoomOf(line[0]) is not { } room) client.Reply(Numerics.NoSuchChannel, name);
        else if (Sa.Record(client, "SATOPIC", name, Sa.Text(line, 1)) && client.Node.Ask(client, room, new SetTopic(Sa.Text(line, 1)), asOperator: true) is { } refusal)
            client.Refuse(refusal, "SATOPIC", name);
    }
}
