using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>ACCESS #channel LIST | ADD account level | DEL account</c>.</summary>
public sealed class AccessList : IChanServCommand
{
    /// <summary>Entries shown in one slice.</summary>
    private const int Slice = 200;

    public static ServiceCard Card { get; } = new("ACCESS", "<#channel> LIST | ADD <account> <level> | DEL <account>",
        $"Shows or changes who has a lasting standing in a channel. Levels: {AccessNames.All}. Everybody gets the rank of their level when they come in.", WordsMin: 2, NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (call.RoomOf(call.Words[0]) is not { } room) return;
        switch (call.Words[1].ToUpperInvariant())
        {
            case "LIST": List(call, room); break;
            case "ADD" when call.Word(2) is { } account && call.Word(3) is { } word: Add(call, room, account, word); break;
            case "DEL" when call.Word(2) is { } account: Change(call, room, account, Access.None); break;
            default: call.Say($"Write: {Card.Name} {Card.Syntax}"); break;
        }
    }

    private static void Add(ServiceCall call, Room room, string account, string word)
    {
        if (AccessNames.Find(word) is { } level) Change(call, room, account, level);
        else call.Say($"There is no such level. There are: {AccessNames.All}.");
    }

    private static void Change(ServiceCall call, Room room, string account, Access level)
    {
        var folded = call.Node.Names.Fold(account);
        if (level == Access.None && room.AccessOf(folded) == Access.None) call.Say($"{Queries.Words.Echo(account)} is not on the list of #{room.Name}.");
        else if (call.Ask(room, new ChangeAccess(folded, level)))
            call.Say(level == Access.None ? $"{Queries.Words.Echo(account)} is off the list of #{room.Name}." : $"{Queries.Words.Echo(account)} has the access {AccessNames.Of(level)} in #{room.Name}.");
    }

    private static void List(ServiceCall call, Room room)
    {
        if (room.AccessOf(call.Account) == Access.None && call.Client.User!.In(room)?.Rank is null or < Rank.HalfOperator && !call.Client.HasPrivilege("see-rooms"))
        {
            call.Say($"Your access in #{room.Name} does not allow that.");
            return;
        }

        call.Client.Answer(Rows(call, room));
    }

    private static IEnumerable<int> Rows(ServiceCall call, Room room)
    {
        var said = 0;
        foreach (var (account, entry) in room.Access.OrderByDescending(e => e.Value.Level).ThenBy(e => e.Key, StringComparer.Ordinal).ToArray())
        {
            call.Say($"{AccessNames.Of(entry.Level)} {account} (since {entry.At.Wall})");
            if (++said % Slice == 0) yield return said;
        }

        call.Say($"{said} on the list of #{room.Name}.");
    }
}
