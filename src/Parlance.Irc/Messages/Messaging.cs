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

/// <summary>The way of a message from its line to the room or the user. The path every line of chat takes: nothing is allocated on it.</summary>
public static class Messaging
{
    public static void Send(IrcSession client, in IrcLine line, MessageKind kind, string command)
    {
        if (line.Count == 0 || line[0].IsEmpty) client.ReplyText(Numerics.NoRecipient, $"No recipient given ({command})");
        else if (kind != MessageKind.Tags && (line.Count < 2 || line[1].IsEmpty)) client.Reply(Numerics.NoTextToSend);
        else
        {
            var text = kind == MessageKind.Tags ? default : client.Dialect.Keep(line[1]);
            var tags = line.Tags.IsEmpty || !client.Has(Capability.MessageTags) ? default : client.Dialect.KeepClientTags(line.Tags);
            if (kind == MessageKind.Tags && tags.IsEmpty) return;
            client.Active();
            ToEach(client, line[0], new(kind, command, text, tags));
        }
    }

    private static void ToEach(IrcSession client, ReadOnlySpan<byte> targets, in Saying said)
    {
        var count = 0;
        for (var from = 0; from < targets.Length;)
        {
            var comma = targets[from..].IndexOf((byte)',');
            var target = comma < 0 ? targets[from..] : targets.Slice(from, comma);
            if (!target.IsEmpty && (from == 0 || !IsNamed(targets[..from], target)))
            {
                if (count++ == client.Node.Settings.Limits.TargetsMax)
                {
                    client.ReplyText(Numerics.TooManyTargets, "Too many targets; the rest was not sent", Encoding.UTF8.GetString(target));
                    return;
                }

                To(client, target, said);
            }

            from += target.Length + 1;
        }
    }

    /// <summary>Whether the target is among those before it: nobody gets a message twice.</summary>
    private static bool IsNamed(ReadOnlySpan<byte> before, ReadOnlySpan<byte> target)
    {
        foreach (var range in before.Split((byte)','))
            if (Ascii.EqualsIgnoreCase(before[range], target)) return true;
        return false;
    }

    /// <summary>Sends to one target: a room, a room's members of a rank and above (<c>@#room</c>), or a user.</summary>
    public static void To(IrcSession client, ReadOnlySpan<byte> target, in Saying said)
    {
        var atLeast = Rank.None;
        var name = target;
        while (name.Length > 1 && ChannelModes.RankOfPrefix((char)name[0]) is > Rank.None and var rank)
        {
            atLeast = atLeast == Rank.None || rank < atLeast ? rank : atLeast;
            name = name[1..];
        }

        if (name[0] == '#') ToRoom(client, name, atLeast, said);
        else ToUser(client, target, said);
    }

    private static void ToRoom(IrcSession client, ReadOnlySpan<byte> name, Rank atLeast, in Saying said)
    {
        if (client.RoomOf(name) is not { } room)
        {
            if (said.IsAnswered) client.Reply(Numerics.NoSuchChannel, Encoding.UTF8.GetString(name));
            return;
        }

        var member = client.User!.In(room);
        if (Speak.Check(room, client.User!, member, said.Kind, said.Text.Span) is { } barred) Refuse(client, room, barred, said);
        else if (client.Dialect.Filters(client, room, said.Kind, said.Text.Span) is { } filtered) Refuse(client, room, new(filtered), said);
        else if (RoomFlood.Stops(client, room, member, said)) Refuse(client, room, new(RefusalCode.CannotSpeak, RoomMode.Flood), said);
        else if (IsStorageDown(client, said, room.Name)) return;
        else
        {
            if (Speak.IsForModerators(room, member) && atLeast < Rank.HalfOperator) atLeast = Rank.HalfOperator;
            var text = client.Dialect.Dress(room, said.Text);
            if (text.IsEmpty && !said.Text.IsEmpty) client.Reply(Numerics.NoTextToSend);
            else client.Node.Say(client, room, null, said.Kind, text, said.Tags, atLeast, said.Joined, said.RelayedAs);
        }
    }

    private static void ToUser(IrcSession client, ReadOnlySpan<byte> nick, in Saying said)
    {
        if (client.UserOf(nick) is not { } user)
        {
            if (Services.ServiceMessages.Take(client, nick, said)) return;
            if (Absent.Find(client, nick) is { } account) Absent.Say(client, account, said);
            else if (said.IsAnswered) client.Reply(Numerics.NoSuchNick, Encoding.UTF8.GetString(nick));
        }
        else if (DirectRules.Keep(client, user, client.Node.AccountOf(user), said)) return;
        else if (IsStorageDown(client, said, user.Nick)) return;
        else
        {
            client.Node.Say(client, null, user, said.Kind, said.Text, said.Tags, joined: said.Joined);
            if (user.Away is { } away && said.Kind == MessageKind.Say && client.Dialect.TellsAway(client.User!, user, away)) client.ReplyText(Numerics.Away, away, user.Nick);
        }
    }

    /// <summary>Why a room did not take it: 404 with the mode's letter (Modern IRC, ERR_CANNOTSENDTOCHAN).</summary>
    private static void Refuse(IrcSession client, Room room, SpeechBar barred, in Saying said)
    {
        if (!said.IsAnswered) return;
        var why = barred switch
        {
            { Mode: { } mode } => $" (+{ChannelModes.LetterOf(mode)})",
            { Code: RefusalCode.Banned } => ": you are banned or muted",
            { Code: RefusalCode.TextForbidden } => ": the text is not allowed here",
            _ => "",
        };
        client.ReplyText(Numerics.CannotSendToChannel, "Cannot send to channel" + why, "#" + room.Name);
    }

    internal static bool IsStorageDown(IrcSession client, in Saying said, string target)
    {
        if (!client.Node.IsStorageDown || !client.Node.StoresMessages || said.Kind == MessageKind.Tags) return false;
        client.Refuse(new(RefusalCode.StorageDown, client.Node.StorageTrouble), said.Command, target);
        return true;
    }
}

/// <summary>Something about to be said.</summary>
/// <param name="Kind">PRIVMSG, NOTICE or TAGMSG.</param>
/// <param name="Command">Its word, for refusals.</param>
/// <param name="Text">UTF-8; several lines are parted by LF.</param>
/// <param name="Tags">Client-only tags as they stand on a line.</param>
/// <param name="Joined">The lines that continue the one before (<see cref="MessageSent.Joined"/>).</param>
/// <param name="RelayedAs">The nick a bridge gives (RELAYMSG).</param>
public readonly record struct Saying(MessageKind Kind, string Command, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> Tags, IReadOnlyList<int>? Joined = null, string? RelayedAs = null)
{
    /// <summary>A NOTICE is answered by nothing, not even that it failed (RFC 2812 §3.3.2).</summary>
    public bool IsAnswered => Kind != MessageKind.Notice;

    public int Lines => 1 + Text.Span.Count((byte)'\n');
}
