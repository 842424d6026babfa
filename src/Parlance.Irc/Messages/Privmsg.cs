using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Messages;

/// <summary><c>PRIVMSG &lt;target&gt;{,&lt;target&gt;} &lt;text&gt;</c>: RFC 2812 §3.3.1.</summary>
public sealed class PrivmsgCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("PRIVMSG", Syntax: "<target>{,<target>} <text>", Help: "Says something to a channel or a user.");

    public static void Handle(IrcSession client, in IrcLine line) => Messaging.Send(client, line, MessageKind.Say, "PRIVMSG");
}

/// <summary><c>NOTICE &lt;target&gt;{,&lt;target&gt;} &lt;text&gt;</c>: RFC 2812 §3.3.2. Never answered with an error by a machine, but told of failure here as Modern IRC does.</summary>
public sealed class NoticeCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("NOTICE", Syntax: "<target>{,<target>} <text>", Help: "Says something that asks for no answer.");

    public static void Handle(IrcSession client, in IrcLine line) => Messaging.Send(client, line, MessageKind.Notice, "NOTICE");
}

/// <summary><c>TAGMSG &lt;target&gt;{,&lt;target&gt;}</c>: only tags, such as typing or a reaction (IRCv3 message-tags).</summary>
public sealed class TagmsgCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("TAGMSG", ParamsMin: 1, Cost: 0.5, Syntax: "<target>{,<target>}", Help: "Sends tags without a text.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.Has(Capability.MessageTags)) Messaging.Send(client, line, MessageKind.Tags, "TAGMSG");
        else client.Reply(Numerics.UnknownCommand, "TAGMSG");
    }
}

/// <summary>The way of a message from its line to the room or the user. The path every line of chat takes: nothing is allocated on it.</summary>
public static class Messaging
{
    public static void Send(IrcSession client, in IrcLine line, MessageKind kind, string command)
    {
        if (line.Count == 0) client.ReplyText(Numerics.NoRecipient, $"No recipient given ({command})");
        else if (kind != MessageKind.Tags && (line.Count < 2 || line[1].IsEmpty)) client.Reply(Numerics.NoTextToSend);
        else
        {
            var text = kind == MessageKind.Tags ? default : client.Dialect.Keep(line[1]);
            var tags = line.Tags.IsEmpty || !client.Has(Capability.MessageTags) ? default : client.Dialect.KeepClientTags(line.Tags);
            if (kind == MessageKind.Tags && tags.IsEmpty) return;
            client.Active();
            var targets = line[0];
            for (var count = 0; !targets.IsEmpty; count++)
            {
                var comma = targets.IndexOf((byte)',');
                var target = comma < 0 ? targets : targets[..comma];
                targets = comma < 0 ? default : targets[(comma + 1)..];
                if (target.IsEmpty) continue;
                if (count == client.Node.Settings.Limits.TargetsMax)
                {
                    client.ReplyText(Numerics.TooManyTargets, "Too many targets; the rest was not sent", Encoding.UTF8.GetString(target));
                    return;
                }

                To(client, target, kind, command, text, tags);
            }
        }
    }

    /// <summary>Sends to one target: a room, a room's members of a rank and above (<c>@#room</c>), or a user.</summary>
    public static void To(IrcSession client, ReadOnlySpan<byte> target, MessageKind kind, string command, ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> tags, IReadOnlyList<int>? joined = null)
    {
        var atLeast = Rank.None;
        var name = target;
        while (name.Length > 1 && ChannelModes.RankOfPrefix((char)name[0]) is > Rank.None and var rank)
        {
            atLeast = atLeast == Rank.None || rank < atLeast ? rank : atLeast;
            name = name[1..];
        }

        if (name[0] == '#') ToRoom(client, name, atLeast, kind, command, text, tags, joined);
        else ToUser(client, target, kind, command, text, tags, joined);
    }

    private static void ToRoom(IrcSession client, ReadOnlySpan<byte> name, Rank atLeast, MessageKind kind, string command, ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> tags, IReadOnlyList<int>? joined)
    {
        if (client.RoomOf(name) is not { } room)
        {
            client.Reply(Numerics.NoSuchChannel, Encoding.UTF8.GetString(name));
            return;
        }

        var member = client.User!.In(room);
        var barred = Speak.Check(room, client.User!, member, kind, text.Span) ?? client.Dialect.Filters(client, room, kind, text.Span);
        if (barred is { } code) client.Refuse(new(code == RefusalCode.NotInRoom ? RefusalCode.CannotSpeak : code), command, "#" + room.Name);
        else if (client.Node.IsStorageDown && client.Node.StoresMessages) client.Refuse(new(RefusalCode.StorageDown, client.Node.StorageTrouble), command, "#" + room.Name);
        else
        {
            if (member is null or { Rank: < Rank.Voice } && room.Has(RoomMode.Moderated) && room.Has(RoomMode.OperatorModerated) && atLeast < Rank.Operator) atLeast = Rank.HalfOperator;
            client.Node.Say(client, room, null, kind, client.Dialect.Dress(room, text), tags, atLeast, joined);
        }
    }

    private static void ToUser(IrcSession client, ReadOnlySpan<byte> nick, MessageKind kind, string command, ReadOnlyMemory<byte> text, ReadOnlyMemory<byte> tags, IReadOnlyList<int>? joined)
    {
        if (client.UserOf(nick) is not { } user) client.Reply(Numerics.NoSuchNick, Encoding.UTF8.GetString(nick));
        else if (client.Dialect.Filters(client, user, kind, text.Span)) return;
        else if (client.Node.IsStorageDown && client.Node.StoresMessages) client.Refuse(new(RefusalCode.StorageDown, client.Node.StorageTrouble), command, user.Nick);
        else
        {
            client.Node.Say(client, null, user, kind, text, tags, joined: joined);
            if (user.Away is { } away && kind == MessageKind.Say) client.ReplyText(Numerics.Away, away, user.Nick);
        }
    }
}
