using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>INVITE &lt;nick&gt; &lt;channel&gt;</c>: RFC 2812 §3.2.7. Alone it lists one's invitations (336, 337).</summary>
public sealed class InviteCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("INVITE", Cost: 2, Syntax: "[<nickname> <channel>]", Help: "Invites a user to a channel, or lists your invitations.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line.Count == 0)
        {
            foreach (var open in client.Node.State.Rooms.Where(r => r.Invitations.TryGetValue(client.User!.Uid, out var mine) && mine.Expires > client.Node.Now.Wall))
                client.Reply(new(336), "#" + open.Name);
            client.ReplyText(new(337), "End of /INVITE list");
            return;
        }

        if (line.Count < 2)
        {
            client.Reply(Numerics.NeedMoreParams, "INVITE");
            return;
        }

        var nick = Encoding.UTF8.GetString(line[0]);
        var name = Encoding.UTF8.GetString(line[1]);
        if (client.UserOf(nick) is not { } user) client.Reply(Numerics.NoSuchNick, nick);
        else if (client.RoomOf(name) is not { } room) client.Reply(Numerics.NoSuchChannel, name);
        else if (client.Node.Ask(client, room, new Invite(user.Uid, user.Nick)) is { } refusal) client.Refuse(refusal, "INVITE", name, nick);
        else
        {
            client.Reply(Numerics.Inviting, user.Nick, name);
            if (user.Away is { } away) client.ReplyText(Numerics.Away, away, user.Nick);
        }
    }
}

/// <summary>Heard by the invited, and by members who ask for <c>invite-notify</c>.</summary>
public sealed class InvitedVoice : IIrcVoice<MemberInvited>
{
    public static void Say(MemberInvited happened, in Utterance what, IrcPen pen) =>
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("INVITE"u8).Word(happened.Nick).Channel(what.Room!.Name).End();
}
