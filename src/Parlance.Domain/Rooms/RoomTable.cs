using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Parlance.Domain.Rooms;

/// <summary>All rooms, by name and by instance.</summary>
public sealed class RoomTable : IReadOnlyCollection<Room>
{
    private readonly Dictionary<string, Room> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<EventId, Room> _byInstance = [];
    private readonly Dictionary<string, FormerName> _former = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _registered = new(StringComparer.Ordinal);

    public int Count => _byName.Count;

    /// <param name="folded">The name as it compares.</param>
    /// <param name="room">The room.</param>
    public bool TryGet(string folded, [NotNullWhen(true)] out Room? room) => _byName.TryGetValue(folded, out room);
    public bool TryGet(ReadOnlySpan<char> folded, [NotNullWhen(true)] out Room? room) => _byName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out room);
    public bool TryGet(EventId instance, [NotNullWhen(true)] out Room? room) => _byInstance.TryGetValue(instance, out room);

    /// <summary>Until when a former name leads to its room; null: it leads nowhere.</summary>
    public Instant? UntilOf(string former) => _former.TryGetValue(former, out var name) ? name.Until : null;

    /// <summary>The room that had the name and was renamed not too long ago.</summary>
    public bool TryFormer(string folded, Instant now, [NotNullWhen(true)] out Room? room)
    {
        room = null;
        return _former.TryGetValue(folded, out var former) && former.Until > now && _byInstance.TryGetValue(former.Room, out room);
    }

    internal void Add(Room room)
    {
        _byName[room.Folded] = room;
        Free(room.Folded);
        _byInstance[room.Instance] = room;
    }

    /// <summary>How many rooms are registered to an account.</summary>
    /// <param name="account">Its name as it compares.</param>
    public int RegisteredTo(string account) => _registered.GetValueOrDefault(account);

    /// <summary>Registers the room to an account, or (null) to none.</summary>
    internal void Register(Room room, string? account)
    {
        if (room.RegisteredTo is { } was && --CollectionsMarshal.GetValueRefOrAddDefault(_registered, was, out _) == 0) _registered.Remove(was);
        if (account is not null) CollectionsMarshal.GetValueRefOrAddDefault(_registered, account, out _)++;
        room.RegisteredTo = account;
        room.SetModes = room.SetModes.With(RoomMode.Registered, account is not null);
    }

    /// <summary>The account is no more, and neither is its standing. A room that was registered to it goes to another of its owners; without one it lasts no longer.</summary>
    internal void Forget(string account, Stamp at)
    {
        foreach (var room in _byName.Values)
        {
            room.SetAccess(account, default);
            if (room.RegisteredTo != account) continue;
            Register(room, room.Access.FirstOrDefault(entry => entry.Value.Level == Access.Owner).Key);
            if (room.RegisteredTo is null && room.IsEmpty) room.EmptySince = at;
        }
    }

    internal void Remove(Room room)
    {
        Register(room, null);
        _byInstance.Remove(room.Instance);
        if (_byName.TryGetValue(room.Folded, out var holder) && ReferenceEquals(holder, room)) _byName.Remove(room.Folded);
        foreach (var former in room.FormerNames) _former.Remove(former);
    }

    /// <summary>Gives the room another name; the old one leads to it until then.</summary>
    internal void Rename(Room room, string name, string folded, Instant until)
    {
        _byName.Remove(room.Folded);
        Free(folded);
        if (folded != room.Folded)
        {
            room.FormerNames.Add(room.Folded);
            _former[room.Folded] = new(room.Instance, until);
            if (room.FormerNames.Count > FormerName.PerRoomMax) Free(room.FormerNames[0]);
        }

        room.Name = name;
        room.Folded = folded;
        _byName[folded] = room;
    }

    /// <summary>The old name leads nowhere any more.</summary>
    private void Free(string folded)
    {
        if (_former.Remove(folded, out var former) && _byInstance.TryGetValue(former.Room, out var room)) room.FormerNames.Remove(folded);
    }

    public Dictionary<string, Room>.ValueCollection.Enumerator GetEnumerator() => _byName.Values.GetEnumerator();
    IEnumerator<Room> IEnumerable<Room>.GetEnumerator() => _byName.Values.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _byName.Values.GetEnumerator();
}
