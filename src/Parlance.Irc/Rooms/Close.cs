using Parlance.Domain.Rooms;
using Parlance.Engine;

namespace Parlance.Irc.Rooms;

/// <summary>A room that is closed with people in it: IRC has no word for it, so each is shown their own KICK, and where to meet instead.</summary>
internal static class RoomClosing
{
    public static void Witness(RoomClosed happened, in Utterance what)
    {
        if (what.Room is not { IsEmpty: false } room) return;
        var reason = happened.Reason.Length > 0 ? happened.Reason : "The channel is closed";
        if (happened.Alternate is { } elsewhere) reason += $" (join #{elsewhere} instead)";
        foreach (var connection in what.Node.Audience.In(room))
        {
            if (connection.Session is not IrcSession { User: not null } session) continue;
            var pen = session.StartLine();
            pen.From(what.By, session.ServerName).Word("KICK"u8).Channel(room.Name).Word(session.Nick).Trail(reason).End();
            session.Flush(pen);
        }
    }
}
