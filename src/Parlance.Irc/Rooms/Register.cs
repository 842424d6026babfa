using Parlance.Domain.Rooms;
using Parlance.Engine;

namespace Parlance.Irc.Rooms;

/// <summary><c>MODE #room +r</c>, as ChanServ says it.</summary>
public sealed class RoomRegisteredVoice : IIrcVoice<RoomRegistered>
{
    public static void Say(RoomRegistered happened, in Utterance what, IrcPen pen) => RegisteredMode.Say("+r"u8, what, pen);
}

/// <summary><c>MODE #room -r</c>.</summary>
public sealed class RoomUnregisteredVoice : IIrcVoice<RoomUnregistered>
{
    public static void Say(RoomUnregistered happened, in Utterance what, IrcPen pen) => RegisteredMode.Say("-r"u8, what, pen);
}

internal static class RegisteredMode
{
    public static void Say(ReadOnlySpan<byte> change, in Utterance what, IrcPen pen)
    {
        var server = what.Node.Settings.Server.Name;
        pen.About(what, null).From("ChanServ!ChanServ@").Add(server).Word("MODE"u8).Channel(what.Room!.Name).Word(change).End();
    }
}
