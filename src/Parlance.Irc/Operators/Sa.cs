using System.Text;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary>What the commands that act in others' names (SA…) share: the victim's session, and the record that staff did it.</summary>
internal static class Sa
{
    /// <summary>A session of a nick, of whatever protocol; null: told that there is none.</summary>
    public static Engine.Session? SessionOf(IrcSession client, ReadOnlySpan<byte> nick)
    {
        if (client.UserOf(nick) is { } user && client.Node.ConnectionOf(user, null) is { } connection) return connection.Session;
        client.Reply(Numerics.NoSuchNick, Encoding.UTF8.GetString(nick));
        return null;
    }

    /// <summary>Puts it into the log, and before staff. False: the log takes nothing just now, so nothing may be done.</summary>
    public static bool Record(IrcSession client, string command, string on, string detail)
    {
        if (client.Node.Carry(new OperatorActed(command, Domain.Limits.Cut(on, 64), Domain.Limits.Cut(detail, client.Node.Limits.KickLength)), client, null) is not { } refusal) return true;
        client.Refuse(refusal, command);
        return false;
    }

    public static string Text(in IrcLine line, int from) => line.Count > from ? Encoding.UTF8.GetString(line[from]) : "";
}
