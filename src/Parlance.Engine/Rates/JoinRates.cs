using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Engine.Rates;

/// <summary>How many joined a room in its stretch of time: one window for each room that limits it (<c>+j</c>), forgotten with the room.</summary>
public sealed class JoinRates
{
    private readonly Dictionary<EventId, Window> _rooms = [];

    /// <summary>Whether no more may come for now.</summary>
    public bool IsFull(Room room, long now) =>
        room.Modes.JoinThrottle is { } rate && _rooms.TryGetValue(room.Instance, out var window) && window.At(rate, now) >= rate.Count;

    public void Count(Room room, in Rate rate, long now) => _rooms[room.Instance] = _rooms.GetValueOrDefault(room.Instance).Add(1, rate, now);

    public void Forget(EventId room) => _rooms.Remove(room);
}
