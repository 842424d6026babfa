using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>DROP #channel [code]</c>.</summary>
public sealed class Drop : IChanServCommand
{
    public static ServiceCard Card { get; } = new("DROP", "<#channel> [<code>]", "Ends a channel's registration. Those inside stay, but when the last leaves it is forgotten after a while. Asks for a code first.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (call.RoomOf(call.Words[0]) is not { } room) return;
        if (room.RegisteredTo is null) call.Say($"#{room.Name} is not registered.");
        else if (room.AccessOf(call.Account) < Access.Owner && !call.Client.HasPrivilege("override")) call.Say($"Your access in #{room.Name} does not allow that.");
        else if (call.IsConfirmed(call.Word(1), $"DROP #{room.Name}", $"#{room.Name} would last no longer than those who are in it.", room.Instance) && call.Ask(room, new UnregisterRoom()))
            call.Say($"#{room.Name} is not registered any more.");
    }
}
