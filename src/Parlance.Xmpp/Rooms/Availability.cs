using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>How available somebody in a room is, and under which address: by the XMPP session that is in it, or by what IRC says of them.</summary>
internal static class Availability
{
    public static void Write(XmlPen pen, User user, Room room)
    {
        if (SessionIn(user, room)?.Presence is { } presence)
        {
            if (ShowOf(presence.Show) is { IsEmpty: false } show) pen.Element("show"u8, show);
            if (presence.Status is { Length: > 0 } status) pen.Element("status"u8, status);
        }
        else if (user.Away is { } away) pen.Element("show"u8, "away"u8).Element("status"u8, away);
    }

    /// <summary>The full address of the XMPP session that is in the room; of who is in by IRC alone the bare one (ARCHITECTURE §8, "Guests").</summary>
    public static string AddressOf(XmppDialect dialect, User user, Room room) =>
        SessionIn(user, room)?.Resource is { } resource ? $"{dialect.AddressOf(user).Bare}/{resource}" : dialect.AddressOf(user).Bare;

    private static UserSession? SessionIn(User user, Room room)
    {
        if (user.In(room) is not { } member) return null;
        foreach (var number in member.Sessions)
            if (user.SessionOf(number) is { Resource: not null } session) return session;
        return null;
    }

    private static ReadOnlySpan<byte> ShowOf(Show show) => show switch
    {
        Show.Chat => "chat"u8,
        Show.Away => "away"u8,
        Show.ExtendedAway => "xa"u8,
        Show.DoNotDisturb => "dnd"u8,
        _ => default,
    };
}
