using Parlance.Domain.Rooms;

namespace Parlance.Domain;

/// <summary>
/// The keys of a person are destroyed from here on: what was sealed for them cannot be read any more, in no copy of the log. What the state still showed of it goes,
/// as a replay without the keys never has it. Restores and starts destroy the keys again (ARCHITECTURE §8, "Removal and erasure").
/// </summary>
/// <param name="Users">The user ids they had here.</param>
/// <param name="Account">Their account; null: a guest.</param>
[EventName("person.erased")]
public sealed record PersonErased(IReadOnlyList<Uid> Users, EventId? Account) : Event
{
    /// <summary>User ids in one erasure.</summary>
    public const int UsersMax = 100_000;

    public override bool Durable => true;
    public override string? Target => Account?.ToString() ?? (Users.Count > 0 ? Users[0].ToString() : null);

    public override void Evolve(NodeState state, in Envelope at)
    {
        var users = Users.ToHashSet();
        foreach (var room in state.Rooms) Forget(room, users);
        foreach (var ban in state.Bans.All.Where(ban => users.Contains(ban.By)).ToArray()) state.Bans.Remove(ban.Kind, ban.Mask);
    }

    private static void Forget(Room room, HashSet<Uid> users)
    {
        if (users.Contains(room.Topic.By)) room.Topic = room.Topic with { Text = "", Setter = "" };
        foreach (var list in new[] { room.Bans, room.Exceptions, room.InviteExceptions, room.Mutes })
        {
            foreach (var entry in list.Where(entry => users.Contains(entry.By)).ToArray()) list.Remove(entry.Mask);
            room.ListVersion++;
        }
    }
}
