using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>REGISTER #channel</c>.</summary>
public sealed class Register : IChanServCommand
{
    public static ServiceCard Card { get; } = new("REGISTER", "<#channel>",
        "Registers a channel you founded to your account: it stays when everybody has left, with its topic, modes and access.", WordsMin: 1, NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (call.RoomOf(call.Words[0]) is { } room && call.Ask(room, new RegisterRoom())) call.Say($"#{room.Name} is registered to {call.Client.User!.Account}.");
    }
}
