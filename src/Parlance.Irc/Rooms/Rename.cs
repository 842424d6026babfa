using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Queries;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Rooms;

/// <summary><c>RENAME &lt;channel&gt; &lt;new name&gt; [&lt;reason&gt;]</c>: IRCv3 draft/channel-rename.</summary>
public sealed class RenameCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("RENAME", ParamsMin: 2, Cost: 4, Syntax: "<channel> <new name> [<reason>]", Help: "Gives a channel another name. The old one leads to it for 30 days.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var (old, name) = (line.Text(0), line.Text(1));
        if (client.RoomOf(old) is not { } room) client.Reply(Numerics.NoSuchChannel, Words.Echo(old));
        else if (!name.StartsWith('#')) CannotRename(client, old, name, "You cannot change a channel prefix type");
        else
        {
            var overriding = !(client.User!.In(room)?.Rank >= Rank.Operator) && client.HasPrivilege("override");
            if (client.User.In(room)?.Rank >= Rank.Operator && IsTooSoon(client, room)) CannotRename(client, old, name, "This channel has been renamed recently");
            else if (client.Node.Ask(client, room, new RenameRoom(name[1..], line.Count > 2 ? line.Text(2) : null), overriding) is { } refusal) Refuse(client, refusal, old, name);
        }
    }

    private static bool IsTooSoon(IrcSession client, Room room) =>
        client.Node.Settings.Limits.Enabled && client.Dialect.Renames.Take(room.Instance, client.Node.Now.Monotonic) > 0;

    private static void Refuse(IrcSession client, Refusal refusal, string old, string name)
    {
        switch (refusal.Code)
        {
            case RefusalCode.RoomExists: client.Fail("RENAME", "CHANNEL_NAME_IN_USE", "The channel name is already taken", old, Words.Echo(name)); break;
            case RefusalCode.BadRoomName: CannotRename(client, old, name, "The new name cannot be a channel's"); break;
            case RefusalCode.NickReserved: CannotRename(client, old, name, $"The name is reserved: {refusal.Detail}"); break;
            default: client.Refuse(refusal, "RENAME", old); break;
        }
    }

    private static void CannotRename(IrcSession client, string old, string name, string why) => client.Fail("RENAME", "CANNOT_RENAME", why, old, Words.Echo(name));
}

/// <summary>For those who know RENAME; the others see the fallback.</summary>
public sealed class RoomRenamedVoice : IIrcVoice<RoomRenamed>
{
    public static void Say(RoomRenamed happened, in Utterance what, IrcPen pen)
    {
        if (pen.Has(Capability.ChannelRename)) pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("RENAME"u8).Channel(happened.Was).Channel(happened.Name).Trail(happened.Reason).End();
    }
}

/// <summary>Who does not know RENAME seems to part and to join: draft/channel-rename, "Fallback". Not when only the case of the name changed.</summary>
public static class RenameFallback
{
    /// <summary>In a room with more members than this their lists of names are spread over time: each is as long as the room.</summary>
    public const int AtOnceMax = 100;

    /// <summary>Names written per millisecond then.</summary>
    private const int NamesPerMillisecond = 2000;

    public static void Witness(IrcDialect dialect, RoomRenamed happened, in Utterance what)
    {
        var (node, room) = (what.Node, what.Room!);
        if (node.Names.FoldRoom(happened.Was) == happened.Folded) return;
        var due = node.Now.Monotonic;
        foreach (var connection in node.Audience.In(room))
        {
            if (connection.Session is not IrcSession { User: { } user } session || session.Has(Capability.ChannelRename)) continue;
            var pen = session.StartLine().From(user.Source).Word("PART"u8).Channel(happened.Was);
            if (happened.Reason.Length > 0) pen.Trail(happened.Reason);
            pen.End();
            pen = session.StartLine().From(user.Source).Word("JOIN"u8).Channel(room.Name);
            if (session.Has(Capability.ExtendedJoin)) pen.Word(user.Account ?? "*").Trail(user.RealName);
            pen.End();
            session.Flush(pen);
            if (room.Topic.IsSet) session.ShowTopic(room);
            if (session.Has(Capability.NoImplicitNames)) continue;
            if (room.Count <= AtOnceMax)
            {
                session.ShowNames(room);
                continue;
            }

            due += 1 + (room.Count / NamesPerMillisecond);
            node.Timers.At(due, _ =>
            {
                if (session.User?.In(room) is not null && connection is { IsGone: false, IsClosing: false }) session.ShowNames(room);
            });
        }
    }
}
