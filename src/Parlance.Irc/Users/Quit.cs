using System.Text;
using Parlance.Domain;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>QUIT [&lt;reason&gt;]</c>: RFC 2812 §3.1.7. The reason is marked as the user's own words.</summary>
public sealed class QuitCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("QUIT", From: Stage.Any, Syntax: "[<reason>]", Help: "Ends the connection.");

    public static void Handle(IrcSession client, in IrcLine line) =>
        client.Node.Disconnect(client.Connection, line.Count > 0 && client.Dialect.Spam.Passed(client, Domain.Operators.SpamTargets.Quit, Encoding.UTF8.GetString(line[0])) is { Length: > 0 } words
            ? "Quit: " + Limits.Cut(words, client.Node.Limits.KickLength) : "Client quit");
}

public sealed class DisconnectedVoice : IIrcVoice<UserDisconnected>
{
    public static void Say(UserDisconnected happened, in Utterance what, IrcPen pen)
    {
        var user = what.About ?? what.By!;
        pen.About(what, user).From(user.Source).Word("QUIT"u8).Trail(happened.Reason).End();
    }
}
