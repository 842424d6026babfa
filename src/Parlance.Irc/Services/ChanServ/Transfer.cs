using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>TRANSFER #channel account [code]</c>.</summary>
public sealed class Transfer : IChanServCommand
{
    public static ServiceCard Card { get; } = new("TRANSFER", "<#channel> <account> [<code>]", "Gives a registered channel to another account; you keep the access admin. Asks for a code first.", WordsMin: 2, NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (call.RoomOf(call.Words[0]) is not { } room) return;
        var account = call.Node.Names.Fold(call.Words[1]);
        if (room.RegisteredTo is null) call.Say($"#{room.Name} is not registered.");
        else if (room.RegisteredTo != call.Account && !call.Client.HasPrivilege("override")) call.Say($"#{room.Name} is not yours to give.");
        else if (!call.Node.State.Accounts.TryGet(account, out var to)) call.Say($"There is no account {Queries.Words.Echo(call.Words[1])}.");
        else if (call.IsConfirmed(call.Word(2), $"TRANSFER #{room.Name} {to.Name}", $"#{room.Name} would belong to {to.Name}.", room.Instance) && call.Ask(room, new TransferRoom(account)))
            call.Say($"#{room.Name} belongs to {to.Name}.");
    }
}
