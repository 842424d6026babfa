using System.Text;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>KILL &lt;nickname&gt;{,&lt;nickname&gt;} &lt;comment&gt;</c>: RFC 2812 §3.7.1.</summary>
public sealed class KillCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("KILL", ParamsMin: 2, From: Stage.Operator, Privilege: "kill", Syntax: "<nickname>{,<nickname>} <comment>", Help: "Ends users' connections.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var reason = line[1].IsEmpty ? "No reason given" : Encoding.UTF8.GetString(line[1]);
        foreach (var nick in Encoding.UTF8.GetString(line[0]).Split(',', StringSplitOptions.RemoveEmptyEntries).Take(client.Node.Settings.Limits.TargetsMax))
        {
            if (nick == client.ServerName) client.Reply(Numerics.CantKillServer);
            else if (client.UserOf(nick) is not { } user) client.Reply(Numerics.NoSuchNick, nick);
            else if (Kill(client, user, reason) is { } refusal) client.Refuse(refusal, "KILL", nick: nick);
            if (client.User is null) return;
        }
    }

    /// <summary>Records the kill, then ends the connection, which says the QUIT. Null: done.</summary>
    public static Domain.Refusal? Kill(IrcSession by, User user, string reason)
    {
        var nick = by.Nick;
        if (by.Node.Ask(by, new Kill(user.Uid, reason)) is { } refusal) return refusal;
        by.Node.Disconnect(user, $"Killed ({nick} ({reason}))");
        return null;
    }
}

/// <summary><c>:staff KILL nick :reason</c>, to the victim alone; others hear the QUIT.</summary>
public sealed class KilledVoice : IIrcVoice<UserKilled>
{
    public static void Say(UserKilled happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("KILL"u8).Word(happened.Nick).Trail(happened.Reason).End();
}
