using System.Text;
using Parlance.Domain;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>WALLOPS &lt;text&gt;</c>: RFC 2812 §4.7. Heard by everybody with +w.</summary>
public sealed class WallopsCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("WALLOPS", ParamsMin: 1, From: Stage.Operator, Cost: 2, Privilege: "wallops", Syntax: "<text>", Help: "Says something to everybody with user mode +w.");

    public static void Handle(IrcSession client, in IrcLine line) => Walls.Say(client, line, "WALLOPS", text => new WallopsSent(text));
}

/// <summary><c>GLOBOPS &lt;text&gt;</c>: to staff who read notices of kind <c>g</c>.</summary>
public sealed class GlobopsCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("GLOBOPS", ParamsMin: 1, From: Stage.Operator, Privilege: "wallops", Syntax: "<text>", Help: "Says something to staff with user mode +s g.");

    public static void Handle(IrcSession client, in IrcLine line) => Walls.Say(client, line, "GLOBOPS", text => new GlobopsSent(text));
}

/// <summary><c>OPERWALL &lt;text&gt;</c>: another name of GLOBOPS.</summary>
public sealed class OperwallCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("OPERWALL", ParamsMin: 1, From: Stage.Operator, Privilege: "wallops", Syntax: "<text>", Help: "The same as GLOBOPS.");

    public static void Handle(IrcSession client, in IrcLine line) => GlobopsCommand.Handle(client, line);
}

internal static class Walls
{
    public static void Say(IrcSession client, in IrcLine line, string command, Func<string, Event> make)
    {
        if (line[0].IsEmpty) client.Reply(Numerics.NoTextToSend);
        else if (client.Node.Carry(make(Encoding.UTF8.GetString(line[0])), client, null) is { } refusal) client.Refuse(refusal, command);
    }
}

public sealed class WallopsVoice : IIrcVoice<WallopsSent>
{
    public static void Say(WallopsSent happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("WALLOPS"u8).Trail(happened.Text).End();
}

/// <summary>Who hears a WALLOPS.</summary>
internal static class Wallops
{
    public static void Deliver(IrcDialect dialect, in Utterance what)
    {
        var renderings = dialect.Node.Audience.Renderings;
        renderings.Begin();
        foreach (var connection in dialect.Node.Connections)
            if (connection.Session.User is { } user && (user.Flags & UserFlags.Wallops) != 0)
                connection.Write(renderings.For(connection.Rendering, what));
    }
}
