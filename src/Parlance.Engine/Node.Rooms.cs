using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Engine;

/// <summary>Rooms nobody is in: they keep what they are for a while, then close (ARCHITECTURE §8).</summary>
public sealed partial class Node
{
    /// <summary>The modes a new room begins with: what <c>rooms.default_modes</c> says in IRC's letters, as the dialect that knows them read it.</summary>
    public IReadOnlyList<RoomMode> DefaultModes { get; set; } = [];

    private void ScheduleLease(Room room)
    {
        var instance = room.Instance;
        var wait = room.EmptySince == default ? Settings.Rooms.EmptyLease : room.EmptySince.Wall + Settings.Rooms.EmptyLease - Now.Wall;
        var due = Now.Monotonic + Math.Max(0, (long)wait.TotalMilliseconds);
        Timers.At(due, _ => EndLease(instance));
    }

    private void EndLease(EventId instance)
    {
        if (!State.Rooms.TryGet(instance, out var room) || !room.IsEmpty || room.Has(RoomMode.Permanent) || room.Has(RoomMode.Registered)) return;
        if (room.EmptySince.Wall + Settings.Rooms.EmptyLease > Now.Wall || IsStorageDown)
        {
            Timers.At(Now.Monotonic + 1000, _ => EndLease(instance));
            return;
        }

        Record(new RoomClosed("empty"), null, room);
    }
}
