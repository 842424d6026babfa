using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>KICK &lt;channel&gt; &lt;user&gt;{,&lt;user&gt;} [&lt;comment&gt;]</c>: RFC 2812 §3.2.8.</summary>
public sealed class KickCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("KICK", ParamsMin: 2, Syntax: "<channel> <user>{,<user>} [<comment>]", Help: "Puts users out of a channel.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = Encoding.UTF8.GetString(line[0]);
        if (client.RoomOf(line[0]) is not { } room)
        {
            client.Reply(Numerics.NoSuchChannel, name);
            return;
        }

        var reason = line.Count > 2 && !line[2].IsEmpty ? Encoding.UTF8.GetString(line[2]) : null;
        foreach (var nick in Encoding.UTF8.GetString(line[1]).Split(',', StringSplitOptions.RemoveEmptyEntries).Take(client.Node.Settings.Limits.TargetsMax))
            if (client.UserOf(nick) is not { } user) client.Reply(Numerics.NoSuchNick, nick);
            else if (client.Node.Ask(client, room, new Kick(user.Uid, reason)) is { } refusal) client.Refuse(refusal, "KICK", name, nick);
    }
}

public sealed class KickedVoice : IIrcVoice<MemberKicked>
{
    public static void Say(MemberKicked happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("KICK"u8).Channel(what.Room!.Name).Word(what.About!.Nick).Trail(happened.Reason).End();
}
