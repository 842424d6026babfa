using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;

namespace Parlance.Irc.Messages;

/// <summary>Who says more than a room's <c>+f lines:seconds</c> allows is put out of it by the server. Half-operators and above may.</summary>
internal static class RoomFlood
{
    /// <summary>Counts what is said; true: it goes no further.</summary>
    public static bool Stops(IrcSession client, Room room, Member? member, in Saying said)
    {
        if (room.Modes.Flood is not { } rate || said.Kind == MessageKind.Tags || member?.Rank >= Rank.HalfOperator) return false;
        var node = client.Node;
        if (!node.Floods.IsOver(room, client.User!.Uid, said.Lines, node.Now.Monotonic)) return false;
        if (member is not null) node.Record(new MemberKicked(client.User!.Uid, $"Flooding: more than {rate.Count} lines in {rate.Seconds} seconds"), null, room);
        return true;
    }
}
