using Parlance.Domain.Roster;

namespace Parlance.Domain.Accounts;

/// <summary>
/// Removes the account with its credentials and choices; who is logged in is logged out. What it said stays (erasure is another command), and its name is
/// held, so that nobody is taken for it at once (ARCHITECTURE §8, Removal and erasure).
/// </summary>
/// <param name="HeldFor">How long nobody may take the name; zero: not at all.</param>
public sealed record RemoveAccount(TimeSpan HeldFor) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        // First what others see of the account: it is told in the account's name.
        var events = new List<Event>();
        var owner = now.AddressOf(account);
        foreach (var contact in state.Rosters.AskersOf(owner).Union(state.Rosters.Of(owner)?.Entries.Select(e => e.Contact) ?? []).ToArray())
            events.AddRange(RemoveRosterItem.Leaving(new(account, owner, contact, state, now)));
        events.AddRange(UserLoggedOut.All(account, state));
        events.Add(new AccountRemoved(now.Wall + HeldFor) { Account = account.Id, Name = account.Name });
        return events;
    }
}

/// <param name="HeldUntil">Until then nobody may take the name.</param>
[EventName("account.remove")]
public sealed record AccountRemoved(Instant HeldUntil) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at)
    {
        state.Accounts.Remove(account, HeldUntil);
        state.Rooms.Forget(account.Folded, at.Stamp);
    }
}
