using Parlance.Domain.Rooms;
using Parlance.Engine;

namespace Parlance.Irc.Rooms;

/// <summary>A room that its owner or staff closes: each member reads that it was put out. Others' leaving is not said, which spares a large room the square of its size.</summary>
internal static class Closing
{
    public static void Tell(RoomClosed closed, in Utterance what)
    {
        var reason = closed.Reason.Length > 0 ? closed.Reason : "The channel is closed";
        if (closed.Alternate is { } elsewhere) reason += $" (join #{elsewhere} instead)";
        foreach (var connection in what.Node.Audience.In(what.Room!))
        {
            if (connection.Session is not IrcSession session) continue;
            var pen = session.StartLine().From(what.By, session.ServerName).Word("KICK"u8).Channel(what.Room!.Name).Word(session.Nick).Trail(reason);
            pen.End();
            session.Flush(pen);
        }
    }
}
