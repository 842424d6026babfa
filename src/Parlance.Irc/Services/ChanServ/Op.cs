using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>OP #channel [nick ...]</c>.</summary>
public sealed class Op : IChanServCommand
{
    public static ServiceCard Card { get; } = new("OP", "<#channel> [<nick> ...]", "Makes operators of users, or of yourself, as far as your access goes.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call) => Ranks.Change(call, Rank.Operator, true);
}

/// <summary><c>DEOP #channel [nick ...]</c>.</summary>
public sealed class Deop : IChanServCommand
{
    public static ServiceCard Card { get; } = new("DEOP", "<#channel> [<nick> ...]", "Takes operator's rank from users, or from yourself.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call) => Ranks.Change(call, Rank.Operator, false);
}

/// <summary><c>VOICE #channel [nick ...]</c>.</summary>
public sealed class Voice : IChanServCommand
{
    public static ServiceCard Card { get; } = new("VOICE", "<#channel> [<nick> ...]", "Gives voice to users, or to yourself, as far as your access goes.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call) => Ranks.Change(call, Rank.Voice, true);
}

/// <summary><c>DEVOICE #channel [nick ...]</c>.</summary>
public sealed class Devoice : IChanServCommand
{
    public static ServiceCard Card { get; } = new("DEVOICE", "<#channel> [<nick> ...]", "Takes voice from users, or from yourself.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call) => Ranks.Change(call, Rank.Voice, false);
}

internal static class Ranks
{
    public static void Change(ServiceCall call, Rank rank, bool grant)
    {
        if (call.RoomOf(call.Words[0]) is not { } room) return;
        call.Node.BeginDeed(room);
        foreach (var nick in call.Words.Length > 1 ? call.Words[1..] : [call.Client.Nick])
            if (call.Client.UserOf(nick) is not { } user || user.In(room) is null) call.Say($"{Queries.Words.Echo(nick)} is not in #{room.Name}.");
            else call.Ask(room, new RankByAccess(user.Uid, rank, grant));
        call.Node.EndDeed(call.Client);
    }
}
