using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Rooms;

/// <summary>All rooms, by name and by instance.</summary>
public sealed class RoomTable : IReadOnlyCollection<Room>
{
    private readonly Dictionary<string, Room> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<EventId, Room> _byInstance = [];

    public int Count => _byName.Count;

    /// <param name="folded">The name as it compares.</param>
    /// <param name="room">The room.</param>
    public bool TryGet(string folded, [NotNullWhen(true)] out Room? room) => _byName.TryGetValue(folded, out room);
    public bool TryGet(ReadOnlySpan<char> folded, [NotNullWhen(true)] out Room? room) => _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out room);
    public bool TryGet(EventId instance, [NotNullWhen(true)] out Room? room) => _byInstance.TryGetValue(instance, out room);

    internal void Add(Room room)
    {
        _byName[room.Folded] = room;
        _byInstance[room.Instance] = room;
    }

    internal void Remove(Room room)
    {
        _byInstance.Remove(room.Instance);
        if (_byName.TryGetValue(room.Folded, out var holder) && ReferenceEquals(holder, room)) _byName.Remove(room.Folded);
    }

    internal void Rename(Room room, string name, string folded)
    {
        _byName.Remove(room.Folded);
        room.Name = name;
        room.Folded = folded;
        _byName[folded] = room;
    }

    public Dictionary<string, Room>.ValueCollection.Enumerator GetEnumerator() => _byName.Values.GetEnumerator();
    IEnumerator<Room> IEnumerable<Room>.GetEnumerator() => _byName.Values.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _byName.Values.GetEnumerator();
}
