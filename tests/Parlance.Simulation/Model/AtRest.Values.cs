using Parlance.Domain;
using Parlance.Domain.Metadata;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

internal sealed partial class AtRest
{
    /// <summary>I7: what a field says was written by one of the last standing writes, the senior's, of those the tightest, of those the latest.</summary>
    private string? Registers()
    {
        if (WasClosed || !_room.IsOpen) return null;
        foreach (var mode in new[] { RoomMode.TopicLocked, RoomMode.Moderated, RoomMode.Secret, RoomMode.InviteOnly, RoomMode.Key, RoomMode.RegisteredOnly })
        {
            var hold = Winner(fact => fact.Event is ModeLocked e && e.Mode == mode, fact => ((ModeLocked)fact.Event).On is { } on ? on ? 2 : 1 : 0);
            var set = Winner(fact => (fact.Event is ModeChanged e && e.Mode == mode) || (fact.Event is RoomCreated c && c.Modes.Contains(mode)), fact => fact.Event is ModeChanged { On: false } ? 0 : 1);
            var expected = (hold?.Event as ModeLocked)?.On ?? (set is not null && set.Event is not ModeChanged { On: false });
            if (_room.Has(mode) != expected) return $"I7: {mode} is {!expected}";
            if (hold is null && mode == RoomMode.Key && expected && _room.Modes.Key != ((ModeChanged)set!.Event).Value) return "I7: the key is another";
        }

        var topic = Winner(fact => fact.Event is TopicSet, _ => 0);
        if (_room.Topic.Text != ((topic?.Event as TopicSet)?.Text ?? "")) return "I7: the topic is another";
        var limit = Winner(fact => fact.Event is ModeChanged { Mode: RoomMode.Limit }, fact => fact.Event is ModeChanged { On: true } e ? 1000 - Number(e.Value) : 0);
        if (_room.Modes.Limit != (limit?.Event is ModeChanged { On: true } set_ ? Number(set_.Value) : 0)) return "I7: the limit is another";
        foreach (var account in new[] { "acc0", "acc1", "acc2" })
        {
            var access = Winner(fact => (fact.Event is AccessChanged e && e.Account == account) || (fact.Event is RoomCreated && fact.At.By.Account == account && !IsRelay(fact)) ||
                (fact.Event as RoomRegistered)?.Account == account || (fact.Event is RoomTransferred t && (t.Account == account || fact.Judged.Was == account)), fact => 100 - (int)LevelBy(fact, account));
            var level = access is null ? Access.None : LevelBy(access, account);
            if (_room.AccessOf(account) != level) return $"I7: {account} has {_room.AccessOf(account)}";
        }

        var registration = Last(fact => fact.Event is RoomRegistered or RoomTransferred or RoomUnregistered)?.Event;
        if (_room.RegisteredTo != ((registration as RoomRegistered)?.Account ?? (registration as RoomTransferred)?.Account)) return "I7: the room belongs to another";
        if (_room.Choices.GetValueOrDefault(RoomSetting.Title).Value != (Last(fact => fact.Event is SettingChanged)?.Event as SettingChanged)?.Value) return "I7: the title is another";
        foreach (var key in new[] { "key0", "key1" })
        {
            var value = (Last(fact => fact.Event is RoomMetadataSet e && e.Key == key)?.Event as RoomMetadataSet)?.Value;
            if ((_room.Metadata.TryGetValue(key, out var there) ? there.Value : null) != value) return $"I7: {key} is another";
        }

        return null;
    }

    private static Access LevelBy(RoomFact fact, string account) =>
        fact.Event is AccessChanged changed ? changed.Level : fact.Event is RoomTransferred transferred && transferred.Account != account ? Access.Admin : Access.Owner;

    private static int Number(string? text) => int.Parse(text!, System.Globalization.CultureInfo.InvariantCulture);

    private RoomFact? Winner(Func<RoomFact, bool> writes, Func<RoomFact, int> tightness)
    {
        var last = Maximal(writes);
        return last.OrderByDescending(RankOf).ThenByDescending(tightness).ThenByDescending(fact => fact.At.Stamp).ThenByDescending(fact => fact.At.Dot).FirstOrDefault();
    }

    private RoomFact? Last(Func<RoomFact, bool> writes) => Maximal(writes).OrderByDescending(fact => fact.At.Stamp).ThenByDescending(fact => fact.At.Dot).FirstOrDefault();

    private List<RoomFact> Maximal(Func<RoomFact, bool> writes)
    {
        var all = _facts.Where(fact => Stands(fact) && writes(fact)).ToList();
        return [.. all.Where(fact => !all.Exists(other => Before(fact, other)))];
    }

    /// <summary>I7, the lists: an addition is there unless a removal saw it (or, of what lets people in, was concurrent).</summary>
    private string? Sets()
    {
        if (WasClosed || !_room.IsOpen) return null;
        var additions = Standing<MaskAdded>().ToList();
        foreach (var group in additions.GroupBy(fact => ((MaskAdded)fact.Event) is var e ? (e.List, Mask: e.Mask.ToLowerInvariant()) : default))
        {
            var removals = Standing<MaskRemoved>().Where(fact => ((MaskRemoved)fact.Event) is var e && e.List == group.Key.List && string.Equals(e.Mask, group.Key.Mask, StringComparison.OrdinalIgnoreCase)).ToList();
            var restrictive = group.Key.List is MaskListKind.Ban or MaskListKind.Mute;
            var there = group.Any(addition => !removals.Exists(removal => restrictive ? Before(addition, removal) : !Before(removal, addition)));
            if (_room.Lists.ContainsKey(new(group.Key.List, group.Key.Mask)) != there) return $"I7: {group.Key} is {(there ? "not " : "")}listed";
        }

        return null;
    }

    /// <summary>I7, people: who is in has a standing join that nothing ended; a rank has its grant and its seat.</summary>
    private string? People()
    {
        if (WasClosed || !_room.IsOpen) return null;
        var endings = _facts.Where(fact => Stands(fact) && fact.Event is MemberParted or MemberKicked).Where(Stands).ToList();
        var inside = new HashSet<Uid>();
        foreach (var join in Standing<MemberJoined>())
        {
            var newest = _facts.Where(fact => fact.At.Node == join.At.Node && !IsQuarantined(fact)).Max(fact => fact.At.Incarnation);
            if (join.At.Incarnation == newest && !endings.Exists(ending => ending.Event.About == join.Event.About && Before(join, ending))) inside.Add(join.Event.About);
        }

        if (!inside.SetEquals(_room.Members.Keys)) return "I7: others are in";
        foreach (var member in _room.Members.Values)
            foreach (var held in member.Ranks)
                if (_facts.FirstOrDefault(fact => fact.At.Dot == held.Seat) is not { } seat || !Stands(seat) || endings.Exists(ending => ending.Event.About == member.User && Before(seat, ending)))
                    return $"I7: {member.User} holds {held.Rank} from an earlier visit";
        foreach (var (user, rank) in Standing<RankGranted>().Select(fact => ((RankGranted)fact.Event) is var e ? (e.User, e.Rank) : default).Distinct())
            if (RankFault(user, rank) is { } fault) return fault;
        return null;
    }

    private string? RankFault(Uid user, Rank rank)
    {
        var winner = Winner(fact => (fact.Event is RankGranted g && g.User == user && g.Rank == rank) || (fact.Event is RankRevoked r && r.User == user && r.Rank == rank) ||
            (fact.Event is MemberJoined j && j.User == user && RankOf(fact) == rank), fact => fact.Event is RankRevoked ? 1 : 0);
        var member = _room.MemberOf(user);
        var seat = winner?.Event is RankGranted ? winner.Judged.Seat : winner?.At.Dot ?? default;
        var holds = winner?.Event is RankGranted or MemberJoined && member is not null && member.Seats.ToArray().Any(s => s.Joined == seat);
        return (member?.Holds(rank) == true) == holds ? null : $"I7: {user} {(holds ? "lacks" : "holds")} {rank}";
    }
}
