using System.Text;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Irc;

/// <summary>Finding whom and what a client means. ASCII names cost no allocation.</summary>
public static class Targets
{
    /// <summary>The room of that name (with <c>#</c>); null: there is none. A backslash may begin an escape of XEP-0106, which is another way to write a character.</summary>
    public static Room? RoomOf(this IrcSession client, ReadOnlySpan<byte> name)
    {
        if (name.Length < 2 || name[0] != '#' || name.Length > 512) return null;
        Span<char> folded = stackalloc char[name.Length];
        var rooms = client.Node.State.Rooms;
        if (name.IndexOf((byte)'\\') < 0 && TryLower(name[1..], folded, out var length)) return rooms.TryGet(folded[..length], out var room) ? room : null;
        return rooms.TryGet(client.Node.Names.FoldRoom(Encoding.UTF8.GetString(name[1..])), out var other) ? other : null;
    }

    public static Room? RoomOf(this IrcSession client, string name) => client.RoomOf(Encoding.UTF8.GetBytes(name));

    /// <summary>The user of that nick; null: there is none.</summary>
    public static User? UserOf(this IrcSession client, ReadOnlySpan<byte> nick)
    {
        if (nick.IsEmpty || nick.Length > 512) return null;
        Span<char> folded = stackalloc char[nick.Length];
        var users = client.Node.State.Users;
        if (TryLower(nick, folded, out var length)) return users.TryNick(folded[..length], out var user) ? user : null;
        return users.TryNick(client.Node.Names.Fold(Encoding.UTF8.GetString(nick)), out var other) ? other : null;
    }

    public static User? UserOf(this IrcSession client, string nick) => client.UserOf(Encoding.UTF8.GetBytes(nick));

    /// <summary>Whether the client may know that the room exists.</summary>
    public static bool CanSee(this IrcSession client, Room room) =>
        !(room.Has(RoomMode.Secret) || room.Has(RoomMode.Private)) || client.User?.In(room) is not null || client.HasPrivilege("see-rooms");

    private static bool TryLower(ReadOnlySpan<byte> name, Span<char> to, out int length)
    {
        length = name.Length;
        for (var i = 0; i < name.Length; i++)
        {
            var b = name[i];
            if (b >= 0x80) return false;
            to[i] = (char)(b is >= (byte)'A' and <= (byte)'Z' ? b | 0x20 : b);
        }

        return true;
    }
}
