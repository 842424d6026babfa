using Parlance.Domain.Rooms;

namespace Parlance.Irc.Services.ChanServ;

/// <summary><c>SET #channel setting [value]</c>.</summary>
public sealed class Set : IChanServCommand
{
    public static ServiceCard Card { get; } = new("SET", "<#channel> TITLE|DESCRIPTION|LANGUAGE|WHOIS|LONGTEXTS [<value>]",
        "Says what a channel is called and about, what is spoken, whether everybody on XMPP sees addresses (anyone or moderators), and whether long texts are taken (on or off). Without a value it is the server's choice.", WordsMin: 2, NeedsAccount: true);

    public static void Handle(ServiceCall call)
    {
        if (call.RoomOf(call.Words[0]) is not { } room) return;
        if (!Enum.TryParse<RoomSetting>(call.Words[1], ignoreCase: true, out var setting) || !Enum.IsDefined(setting) || setting == RoomSetting.Locked || char.IsAsciiDigit(call.Words[1][0])) call.Say($"Write: {Card.Name} {Card.Syntax}");
        else if (call.Ask(room, new ChangeSetting(setting, call.Rest(2)))) call.Say(call.Rest(2) is null ? $"{setting} of #{room.Name} is as the server has it." : $"{setting} of #{room.Name} is set.");
    }
}
