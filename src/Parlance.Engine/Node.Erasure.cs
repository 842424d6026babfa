using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Rooms;
using Parlance.Log;

namespace Parlance.Engine;

/// <summary>Erasing a person (ARCHITECTURE §8, "Removal and erasure"): what happens in the log before their keys are destroyed.</summary>
public sealed partial class Node
{
    /// <summary>
    /// Says in the log that a person is erased. What they did for others (bans on rooms' lists, bans by staff) is said again in the server's name, or it would be
    /// forgotten with them; their topics are. The account, if it is still there, is removed. Null: done, and the keys may be destroyed once it is written.
    /// </summary>
    /// <param name="plan">Who, and what they did.</param>
    /// <returns>Why not, for who asked.</returns>
    public string? Erase(ErasurePlan plan)
    {
        if (IsStorageDown) return "the log cannot be written just now";
        if (plan.Users.FirstOrDefault(uid => State.Users.TryGet(uid, out _)) is { IsNone: false } here)
            return $"{here} is connected; end their sessions first, as KILL does";

        if (plan.Account is { } account && State.Accounts.TryGet(account, out var owned))
            foreach (var happened in new RemoveAccount(Settings.Accounts.ReuseDelay).Decide(owned, State, Circumstances()).Events) Record(happened, null, null);
        foreach (var (room, list, mask) in plan.Masks)
            if (State.Rooms.TryGet(room, out var of)) Restate(of, list, mask, plan.Users);
        foreach (var (kind, mask) in plan.Bans) Restate(kind, mask, plan.Users);
        Record(plan.Erased, null, null);
        return null;
    }

    private void Restate(Room room, MaskListKind list, string mask, IReadOnlyList<Uid> users)
    {
        var entry = room.ListOf(list).Find(mask);
        Record(new MaskRemoved(list, mask), null, room);
        if (entry is not null) Record(new MaskAdded(list, entry.Mask, users.Contains(entry.By) ? Settings.Server.Name : entry.Setter), null, room);
    }

    private void Restate(OperBanKind kind, string mask, IReadOnlyList<Uid> users)
    {
        if (State.Bans.Find(kind, mask) is { } ban)
            Record(new BanAdded(kind, ban.Mask, ban.Reason, users.Contains(ban.By) ? Settings.Server.Name : ban.Setter, ban.Expires, ban.Comment), null, null);
        else
            Record(new BanRemoved(kind, mask, Expired: false), null, null);
    }
}
