using Parlance.Domain;

namespace Parlance.Irc;

/// <summary>IRC's words for refusals: a numeric, or a standard reply where IRC has none.</summary>
public static class Refusals
{
    /// <param name="client">Who asked.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="command">What was asked, for standard replies.</param>
    /// <param name="room">The room in IRC's form, or the nick or mask it was about.</param>
    /// <param name="nick">The other user it was about, when there is one.</param>
    public static void Refuse(this IrcSession client, Refusal refusal, string command, string room = "*", string? nick = null)
    {
        var detail = refusal.Detail ?? nick ?? "*";
        switch (refusal.Code)
        {
            case RefusalCode.NoSuchUser: client.Reply(Numerics.NoSuchNick, nick ?? detail); break;
            case RefusalCode.NoSuchRoom: client.Reply(Numerics.NoSuchChannel, refusal.Detail ?? room); break;
            case RefusalCode.BadRoomName: client.Reply(Numerics.BadChannelName, room); break;
            case RefusalCode.BadNick: client.Reply(Numerics.ErroneousNickname, detail); break;
            case RefusalCode.NickInUse: client.Reply(Numerics.NicknameInUse, detail); break;
            case RefusalCode.NickReserved when room != "*": client.ReplyText(Numerics.BadChannelName, $"Cannot join channel: {detail}", room); break;
            case RefusalCode.NickReserved: client.ReplyText(Numerics.ErroneousNickname, "Nickname is reserved", detail); break;
            case RefusalCode.NickFrozen: client.Reply(Numerics.BanNickChange, "#" + detail); break;
            case RefusalCode.NotInRoom: client.Reply(Numerics.NotOnChannel, room); break;
            case RefusalCode.UserNotInRoom: client.Reply(Numerics.UserNotInChannel, detail, room); break;
            case RefusalCode.AlreadyInRoom: client.Reply(Numerics.UserOnChannel, detail, room); break;
            case RefusalCode.RankTooLow: client.ReplyText(Numerics.ChanOpPrivsNeeded, "You're not channel operator", room); break;
            case RefusalCode.TargetOutranks: client.ReplyText(Numerics.ChanOpPrivsNeeded, $"You cannot do that to {detail}", room); break;
            case RefusalCode.OperatorsOnly when command == "JOIN": client.Reply(Numerics.OperOnlyChannel, room); break;
            case RefusalCode.OperatorsOnly: client.Reply(Numerics.NoPrivileges); break;
            case RefusalCode.RegisteredOnly: client.ReplyText(Numerics.NeedRegisteredNick, "You need a registered account", room); break;
            case RefusalCode.TlsOnly: client.Reply(Numerics.SecureOnlyChannel, room); break;
            case RefusalCode.Banned when command == "JOIN": client.Reply(Numerics.BannedFromChannel, room); break;
            case RefusalCode.Banned: client.ReplyText(Numerics.CannotSendToChannel, "Cannot send to channel: you are banned or muted", room); break;
            case RefusalCode.BadKey: client.Reply(Numerics.BadChannelKey, room); break;
            case RefusalCode.RoomFull: client.Reply(Numerics.ChannelIsFull, room); break;
            case RefusalCode.InviteOnly: client.Reply(Numerics.InviteOnlyChannel, room); break;
            case RefusalCode.JoinThrottled: client.Reply(Numerics.ThrottledChannel, room); break;
            case RefusalCode.TooManyRooms: client.Reply(Numerics.TooManyChannels, room); break;
            case RefusalCode.ListFull: client.Reply(Numerics.BanListFull, room, detail); break;
            case RefusalCode.KeyAlreadySet: client.Reply(Numerics.KeySet, room); break;
            case RefusalCode.CannotSpeak: client.ReplyText(Numerics.CannotSendToChannel, "Cannot send to channel", room); break;
            case RefusalCode.TextForbidden: client.ReplyText(Numerics.CannotSendToChannel, "Cannot send to channel: the text is not allowed here", room); break;
            case RefusalCode.BadMode: client.Reply(Numerics.UnknownMode, detail); break;
            case RefusalCode.StorageDown: client.Fail(command, "TEMPORARILY_UNAVAILABLE", $"The server cannot store changes just now: {refusal.Detail}"); break;
            case RefusalCode.TooLong: client.Fail(command, "TOO_LONG", $"The text is longer than {detail}", room); break;
            case RefusalCode.NoSuchMessage: client.Fail(command, "UNKNOWN_MSGID", "There is no recent message of that id", room, detail); break;
            case RefusalCode.NotYours: client.Fail(command, "REDACT_FORBIDDEN", "You may not do that to this message", room, detail); break;
            case RefusalCode.TooWide: client.Fail(command, "TOO_WIDE", $"{detail} would hit very many; to insist, write {command} -force and the rest"); break;
            case RefusalCode.NothingToDo: client.Fail(command, "NOTHING_TO_DO", "There is nothing like that", detail); break;
            case RefusalCode.TooMany: client.Fail(command, "LIMIT_REACHED", $"There are too many: {detail}", room); break;
            case RefusalCode.NoSuchAccount: client.Fail(command, "NO_SUCH_ACCOUNT", "There is no such account", detail); break;
            case RefusalCode.AccountExists: client.Fail(command, "ACCOUNT_EXISTS", "Account already exists", detail); break;
            case RefusalCode.BadAccountName: client.Fail(command, "BAD_ACCOUNT_NAME", "That cannot be an account's name", detail); break;
            case RefusalCode.AccountSuspended: client.Fail(command, "ACCOUNT_SUSPENDED", $"The account is suspended: {detail}"); break;
            case RefusalCode.AlreadyRegistered: client.Fail(command, "ALREADY_REGISTERED", "The channel is registered already", room); break;
            case RefusalCode.NotRegistered: client.Fail(command, "NOT_REGISTERED", "The channel is not registered", room); break;
            case RefusalCode.LastOwner: client.ReplyText(Numerics.ChanOpPrivsNeeded, $"{detail} is the channel's only owner", room); break;
            case RefusalCode.RoomLocked: client.ReplyText(Numerics.InviteOnlyChannel, "Cannot join channel: it is being set up, try again in a moment", room); break;
            case RefusalCode.TakenByAnother: client.Fail(command, "ALREADY_TAKEN", "It belongs to another account already", detail); break;
            case RefusalCode.NickOwned: client.ReplyText(Numerics.NicknameInUse, "Nickname is reserved by a different account", detail); break;
            case RefusalCode.BadPassword: client.Fail(command, "UNACCEPTABLE_PASSWORD", $"A password has 1 to {detail} bytes and no control characters"); break;
            default: client.Fail(command, refusal.Code.ToString().ToUpperInvariant(), $"Refused: {detail}", room); break;
        }
    }
}
