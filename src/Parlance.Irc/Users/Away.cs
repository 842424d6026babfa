using System.Text;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>AWAY [&lt;text&gt;]</c>: RFC 2812 §4.1; before registration with draft/pre-away. <c>*</c> there means away without words.</summary>
public sealed class AwayCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("AWAY", From: Stage.Any, Syntax: "[<text>]", Help: "Says that you are away, or back.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var text = line.Count > 0 && !line[0].IsEmpty ? Encoding.UTF8.GetString(line[0]) : null;
        if (client.Registration is { } pending)
        {
            if (client.Has(Capability.PreAway)) pending.Away = text == "*" ? "Away" : text;
            else client.Reply(Numerics.NotRegistered);
            return;
        }

        if (client.Dialect.Spam.Passed(client, Domain.Operators.SpamTargets.Away, text) is null && text is not null) client.Fail("AWAY", "TEXT_FORBIDDEN", "These words are not allowed here");
        else if (client.Node.SetAway(client, text) is { } refusal) client.Refuse(refusal, "AWAY");
        else client.Reply(text is null ? Numerics.Unaway : Numerics.NowAway);
    }
}

/// <summary>IRCv3 away-notify: peers who asked hear it; the user does not.</summary>
public sealed class AwayVoice : IIrcVoice<AwaySet>
{
    public static void Say(AwaySet happened, in Utterance what, IrcPen pen)
    {
        if (!pen.Has(Capability.AwayNotify)) return;
        var user = what.By!;
        pen.About(what, user).From(user.Source).Word("AWAY"u8);
        if (happened.Text is { } text) pen.Trail(text);
        pen.End();
    }
}
