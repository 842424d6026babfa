using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Modes;

/// <summary><c>MODE &lt;target&gt; [&lt;modes&gt; [&lt;parameters&gt;]]</c>: RFC 2812 §3.1.5 and §3.2.3.</summary>
public sealed class ModeCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("MODE", ParamsMin: 1, Syntax: "<target> [<modes> [<parameters>]]", Help: "Shows or changes the modes of a channel or of yourself.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var target = Encoding.UTF8.GetString(line[0]);
        if (target.StartsWith('#')) OfRoom(client, line, target);
        else UserModeChanges.Handle(client, line, target);
    }

    private static void OfRoom(IrcSession client, in IrcLine line, string name)
    {
        if (client.RoomOf(line[0]) is not { } room) client.Reply(Numerics.NoSuchChannel, name);
        else if (line.Count == 1) Show(client, room);
        else Change(client, room, line, 1, asOperator: false);
    }

    public static void Show(IrcSession client, Room room)
    {
        var inside = client.User!.In(room) is not null || client.HasPrivilege("see-rooms");
        client.Reply(Numerics.ChannelModeIs, ["#" + room.Name, .. ChannelModes.Of(room, inside).Split(' ')]);
        client.Reply(Numerics.CreationTime, "#" + room.Name, room.Created.Seconds.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Carries out a mode string, change by change; all that came of it is said as one.</summary>
    public static void Change(IrcSession client, Room room, in IrcLine line, int from, bool asOperator)
    {
        var letters = Encoding.UTF8.GetString(line[from]);
        var next = from + 1;
        var adding = true;
        var name = "#" + room.Name;
        var answered = new HashSet<char>();
        var refused = new HashSet<RefusalCode>();
        client.Node.BeginDeed(room);
        var changes = 0;
        foreach (var letter in letters)
        {
            if (letter is '+' or '-')
            {
                adding = letter == '+';
                continue;
            }

            if (changes == ModeVoice.ChangesMax) break;
            if (ChannelModes.TryList(letter, out var kind) && next >= line.Count)
            {
                if (answered.Add(letter)) ShowList(client, room, kind);
                continue;
            }

            var needsValue = ChannelModes.TryRank(letter, out _) || ChannelModes.TryList(letter, out _) || (ChannelModes.TryMode(letter, out var known) && RoomModes.HasValue(known) && (adding || known == RoomMode.Key));
            var value = needsValue && next < line.Count ? Encoding.UTF8.GetString(line[next++]) : null;
            if (needsValue && value is null)
            {
                if ((adding || !ChannelModes.TryMode(letter, out _)) && answered.Add(letter)) client.Reply(Numerics.NeedMoreParams, "MODE");
                continue;
            }

            if (!needsValue && !ChannelModes.TryMode(letter, out _))
            {
                if (answered.Add(letter) && answered.Count <= ModeVoice.ChangesMax) client.Reply(Numerics.UnknownMode, letter.ToString());
                continue;
            }

            changes++;
            if (Command(client, letter, adding, value) is not { } command) continue;
            if (client.Node.Ask(client, room, command, asOperator) is { } refusal) Refuse(client, refusal, refused, name, letter, value);
        }

        client.Node.EndDeed(client);
    }

    private static RoomCommand? Command(IrcSession client, char letter, bool adding, string? value)
    {
        if (ChannelModes.TryRank(letter, out var rank))
        {
            if (client.UserOf(value!) is { } user) return new ChangeRank(user.Uid, rank, adding);
            client.Reply(Numerics.NoSuchNick, value!);
            return null;
        }

        if (ChannelModes.TryList(letter, out var kind)) return new ChangeList(kind, value!, adding);
        return ChannelModes.TryMode(letter, out var mode) ? new ChangeMode(mode, adding, value) : null;
    }

    private static void Refuse(IrcSession client, Refusal refusal, HashSet<RefusalCode> refused, string name, char letter, string? value)
    {
        if (refusal.Code == RefusalCode.BadParameter) client.ReplyText(Numerics.InvalidModeParam, "Invalid mode parameter", name, letter.ToString(), string.IsNullOrEmpty(value) ? "*" : value);
        else if (refusal.Code == RefusalCode.ListFull) client.Reply(Numerics.BanListFull, name, letter.ToString());
        else if (refused.Add(refusal.Code) || refusal.Code is RefusalCode.UserNotInRoom or RefusalCode.TargetOutranks) client.Refuse(refusal, "MODE", name, value);
    }

    private static void ShowList(IrcSession client, Room room, MaskListKind kind)
    {
        var name = "#" + room.Name;
        if (kind is MaskListKind.Exception or MaskListKind.InviteException && client.User!.In(room)?.Rank < Rank.HalfOperator && !client.HasPrivilege("see-rooms"))
        {
            client.ReplyText(Numerics.ChanOpPrivsNeeded, "You're not channel operator", name);
            return;
        }

        var (entry, end) = kind switch
        {
            MaskListKind.Ban => (Numerics.BanList, Numerics.EndOfBanList),
            MaskListKind.Exception => (Numerics.ExceptionList, Numerics.EndOfExceptionList),
            MaskListKind.InviteException => (Numerics.InviteExceptionList, Numerics.EndOfInviteExceptionList),
            _ => (Numerics.MuteList, Numerics.EndOfMuteList),
        };
        var letter = kind == MaskListKind.Mute ? [ChannelModes.LetterOf(kind).ToString()] : Array.Empty<string>();
        foreach (var mask in room.ListOf(kind))
            client.Reply(entry, [name, .. letter, mask.Mask, mask.Setter, mask.At.Wall.Seconds.ToString(CultureInfo.InvariantCulture)]);
        client.Reply(end, [name, .. letter]);
    }
}
