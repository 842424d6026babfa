using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>JOIN &lt;channel&gt;{,&lt;channel&gt;} [&lt;key&gt;{,&lt;key&gt;}]</c>, <c>JOIN 0</c>: RFC 2812 §3.2.1.</summary>
public sealed class JoinCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("JOIN", ParamsMin: 1, Cost: 2, Syntax: "<channel>{,<channel>} [<key>{,<key>}]", Help: "Enters channels, which begin if there are none of that name.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line[0].SequenceEqual("0"u8))
        {
            foreach (var membership in client.User!.Memberships.ToArray()) client.Node.Ask(client, membership.Room, new Part(null));
            return;
        }

        var keys = line.Count > 1 ? Encoding.UTF8.GetString(line[1]).Split(',') : [];
        var names = Encoding.UTF8.GetString(line[0]).Split(',', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < names.Length && !client.Connection.IsClosing; i++) Join(client, names[i], i < keys.Length && keys[i].Length > 0 ? keys[i] : null);
    }

    /// <summary>Channels one JOIN may be led through: by +L, by a rename.</summary>
    private const int ForwardsMax = 2;

    private static void Join(IrcSession client, string name, string? key, int forwards = 0)
    {
        var node = client.Node;
        if (name[0] != '#' || !node.Names.TryRoom(name[1..], node.Limits.RoomLength, out var display, out var folded))
        {
            client.Reply(name[0] == '#' ? Numerics.BadChannelName : Numerics.NoSuchChannel, name);
            return;
        }

        if (forwards < ForwardsMax && !node.State.Rooms.TryGet(folded, out _) && node.State.Rooms.TryFormer(folded, node.Now.Wall, out var renamed) && client.CanSee(renamed))
        {
            if (client.Has(Capability.ChannelRename)) client.Fail("JOIN", "CHANNEL_RENAMED", "The channel has been renamed", name, "#" + renamed.Name);
            else
            {
                client.ReplyText(Numerics.LinkChannel, "The channel has been renamed", name, "#" + renamed.Name);
                Join(client, "#" + renamed.Name, key, forwards + 1);
            }

            return;
        }

        if (node.Join(client, display, folded, key) is not { } refusal) return;
        if (forwards == 0 && client.RoomOf(name) is { Modes.Forward: { } elsewhere } && refusal.Code is Domain.RefusalCode.Banned or Domain.RefusalCode.InviteOnly or Domain.RefusalCode.RoomFull or Domain.RefusalCode.RegisteredOnly or Domain.RefusalCode.BadKey or Domain.RefusalCode.JoinThrottled)
        {
            client.Reply(Numerics.LinkChannel, name, "#" + elsewhere);
            Join(client, "#" + elsewhere, key, forwards + 1);
        }
        else client.Refuse(refusal, "JOIN", name);
    }
}

/// <summary><c>:nick!user@host JOIN #room</c>, with account and real name for extended-join; who is away is said so to those who watch it.</summary>
public sealed class JoinedVoice : IIrcVoice<MemberJoined>
{
    public static void Say(MemberJoined happened, in Utterance what, IrcPen pen)
    {
        var user = what.About!;
        pen.About(what, user).From(user.Source).Word("JOIN"u8).Channel(what.Room!.Name);
        if (pen.Has(Capability.ExtendedJoin)) pen.Word(user.Account ?? "*").Trail(user.RealName);
        pen.End();
        if (user.Away is { } away && pen.Has(Capability.AwayNotify)) pen.About(what, user).From(user.Source).Word("AWAY"u8).Trail(away).End();
    }
}
