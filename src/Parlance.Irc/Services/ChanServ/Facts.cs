using Parlance.Domain.Rooms;
using Parlance.Irc.Modes;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>INFO #channel</c>.</summary>
public sealed class Facts : IChanServCommand
{
    public static ServiceCard Card { get; } = new("INFO", "<#channel>", "Tells to whom a channel is registered, since when it is there, and what its owners say of it.", WordsMin: 1);

    public static void Handle(ServiceCall call)
    {
        if (call.RoomOf(call.Words[0]) is not { } room) return;
        var inside = call.Client.User!.In(room) is not null || room.AccessOf(call.Account) > Access.None;
        call.Say($"Channel: #{room.Name}");
        call.Say(room.RegisteredTo is { } account ? $"Registered to: {NameOf(call, account)}" : "Not registered.");
        call.Say($"Created: {room.Created}");
        if (room.Setting(RoomSetting.Title) is { } title) call.Say($"Title: {title}");
        if (room.Setting(RoomSetting.Description) is { } description)
            foreach (var row in description.Split('\n', StringSplitOptions.RemoveEmptyEntries)) call.Say($"Description: {row}");
        call.Say($"Modes: {ChannelModes.Of(room, withKey: false)}");
        if (inside && room.Topic.IsSet) call.Say($"Topic: {room.Topic.Text}");
        if (room.AccessOf(call.Account) is > Access.None and var own) call.Say($"Your access: {AccessNames.Of(own)}");
    }

    private static string NameOf(ServiceCall call, string folded) => call.Node.State.Accounts.TryGet(folded, out var account) ? account.Name : folded;
}
