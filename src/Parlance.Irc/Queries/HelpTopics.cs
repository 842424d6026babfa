using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Irc.Modes;

namespace Parlance.Irc.Queries;

/// <summary>What HELP knows: every command from its card, and a few subjects. Each text is a title and at least one line.</summary>
public static class HelpTopics
{
    private const int NamesPerRow = 8;

    /// <summary>The text about a subject; null: there is none.</summary>
    public static string[]? Find(IrcSession client, string subject)
    {
        var commands = client.Dialect.Commands.All;
        if (commands.TryGetValue(subject, out var card)) return Of(card.Verb);
        return subject.ToUpperInvariant() switch
        {
            "" or "INDEX" => ["** Help System **", "Try HELP <command> for one command.", "HELP USERCMDS lists the commands, HELP OPERCMDS those of staff.", "HELP CHMODES and HELP UMODES list the modes, HELP STATS the letters of STATS."],
            "USERCMDS" => ["** Commands **", .. Rows(commands.Values, staff: false)],
            "OPERCMDS" => ["** Commands of staff **", .. Rows(commands.Values, staff: true)],
            "CHMODES" or "CMODES" => ["** Channel modes **", .. RoomModeRows()],
            "UMODES" => ["** User modes **", .. UserModes.Letters.Select(letter => $"+{letter}  {TextOf(UserModes.Find(letter), letter)}")],
            _ => null,
        };
    }

    private static string[] Of(Verb verb)
    {
        var text = new List<string> { $"** The {verb.Name} command **", $"{verb.Name} {verb.Syntax}".TrimEnd(), verb.Help };
        if (verb.Name == "STATS") text.AddRange(StatsCommand.Letters);
        if (verb.Privilege is { } privilege) text.Add($"Needs the privilege {privilege}.");
        else if (verb.From == Stage.Operator) text.Add("For staff.");
        return [.. text];
    }

    private static IEnumerable<string> Rows(IEnumerable<IrcCommands.Card> cards, bool staff) => cards
        .Where(c => c.Verb.From == Stage.Operator == staff).Select(c => c.Verb.Name).Order(StringComparer.Ordinal)
        .Chunk(NamesPerRow).Select(row => string.Join(' ', row)).DefaultIfEmpty("None.");

    private static IEnumerable<string> RoomModeRows()
    {
        foreach (var letter in ChannelModes.ListLetters)
            if (ChannelModes.TryList(letter, out var list)) yield return $"+{letter} <mask>  {TextOf(list)}";
        foreach (var letter in ChannelModes.RankLetters)
            if (ChannelModes.TryRank(letter, out var rank)) yield return $"+{letter} <nick>  makes somebody {rank} ({ChannelModes.PrefixOf(rank)})";
        foreach (var letter in ChannelModes.Letters)
            if (ChannelModes.TryMode(letter, out var mode)) yield return $"+{letter}{(RoomModes.HasValue(mode) ? " <value>" : "")}  {TextOf(mode)}";
    }

    private static string TextOf(MaskListKind list) => list switch
    {
        MaskListKind.Ban => "may not join or speak",
        MaskListKind.Exception => "bans do not count",
        MaskListKind.InviteException => "needs no invitation under +i",
        MaskListKind.Mute => "may join but not speak",
        _ => list.ToString(),
    };

    private static string TextOf(RoomMode mode) => mode switch
    {
        RoomMode.NoExternal => "only members may send messages",
        RoomMode.TopicLocked => "only half-operators and above set the topic",
        RoomMode.Moderated => "only voiced members and above may speak",
        RoomMode.InviteOnly => "an invitation is needed to join",
        RoomMode.Secret => "hidden from those outside",
        RoomMode.Private => "hidden from lists, takes no knocks",
        RoomMode.RegisteredOnly => "only users with an account may join",
        RoomMode.RegisteredSpeak => "only users with an account, or voice, may speak",
        RoomMode.NoColour => "messages with colours are refused",
        RoomMode.StripColour => "colours are taken out of messages",
        RoomMode.NoCtcp => "no CTCP but ACTION",
        RoomMode.NoNotice => "no notices",
        RoomMode.NoInvite => "nobody below admin may invite",
        RoomMode.NoKnock => "takes no knocks",
        RoomMode.NoNickChange => "members may not change nick",
        RoomMode.NoKick => "only the founder may kick",
        RoomMode.Auditorium => "only operators see who listens",
        RoomMode.OperatorModerated => "what may not be said goes to the operators",
        RoomMode.TlsOnly => "only users on TLS may join",
        RoomMode.OperatorsOnly => "only staff may join",
        RoomMode.Permanent => "stays when empty",
        RoomMode.FreeInvite => "every member may invite",
        RoomMode.Registered => "is registered",
        RoomMode.Key => "a password is needed to join",
        RoomMode.Limit => "so many members at most",
        RoomMode.Forward => "who may not join is sent to this channel",
        RoomMode.Flood => "lines:seconds that one member may say",
        RoomMode.JoinThrottle => "joins:seconds",
        _ => mode.ToString(),
    };

    private static string TextOf(UserFlags flag, char letter) => flag switch
    {
        UserFlags.Invisible => "strangers do not find you",
        UserFlags.Wallops => "you read WALLOPS",
        UserFlags.Bot => "you are a bot",
        UserFlags.Cloaked => "your host is hidden",
        UserFlags.RegisteredOnly => "only users with an account may send you messages",
        UserFlags.Deaf => "you hear no channel messages",
        UserFlags.CallerId => "only those you ACCEPT may send you messages",
        UserFlags.NoCtcp => "you take no CTCP",
        UserFlags.HideRooms => "WHOIS hides your channels",
        UserFlags.HideIdle => "WHOIS hides how long you are idle",
        UserFlags.SecureOnly => "only users on TLS may send you messages",
        UserFlags.HideOperator => "you are not shown as staff",
        _ => letter == 'o' ? "you are staff" : letter == 's' ? "you read server notices" : flag.ToString(),
    };
}
