using Parlance.Domain.Rooms;
using Parlance.Engine;

namespace Parlance.Irc.Rooms;

/// <summary>A room that staff closes: each member reads that it was put out. Others' leaving is not said, which spares a large room the square of its size.</summary>
internal static class Closing
{
    public static void Tell(RoomClosed closed, in Utterance what)
    {
        foreach (var connection in what.Node.Audience.In(what.Room!))
        {
            if (connection.Session is not IrcSession session) continue;
            var pen = session.StartLine().From(session.ServerName).Word("KICK"u8).Channel(what.Room!.Name).Word(session.Nick).Trail(closed.Reason);
            pen.End();
            session.Flush(pen);
        }
    }
}
