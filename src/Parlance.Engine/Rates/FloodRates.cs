using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Engine.Rates;

/// <summary>How many lines each talker said in a room that limits it (<c>+f</c>), forgotten with the room.</summary>
public sealed class FloodRates
{
    /// <summary>Talkers remembered for one room; beyond it those whose time is over are dropped, or all.</summary>
    public const int TalkersMax = 1000;

    private readonly Dictionary<EventId, Dictionary<Uid, Window>> _rooms = [];

    /// <summary>Counts lines said. True: they are too many.</summary>
    public bool IsOver(Room room, Uid talker, int lines, long now)
    {
        if (room.Modes.Flood is not { } rate) return false;
        if (!_rooms.TryGetValue(room.Instance, out var talkers)) _rooms[room.Instance] = talkers = [];
        if (talkers.Count >= TalkersMax && !talkers.ContainsKey(talker)) Thin(talkers, rate, now);
        var window = talkers.GetValueOrDefault(talker).Add(lines, rate, now);
        talkers[talker] = window;
        if (window.Count <= rate.Count) return false;
        talkers.Remove(talker);
        return true;
    }

    public void Forget(EventId room) => _rooms.Remove(room);

    private static void Thin(Dictionary<Uid, Window> talkers, in Rate rate, long now)
    {
        foreach (var (uid, window) in talkers)
            if (window.At(rate, now) == 0) talkers.Remove(uid);
        if (talkers.Count >= TalkersMax) talkers.Clear();
    }
}
