using Parlance.Domain.Masks;

namespace Parlance.Domain.Rooms;

/// <summary>
/// Casts an account out of a room, or lets it come again: XMPP's affiliation <c>outcast</c>, which is IRC's ban of the account, <c>+b ~a:name</c>. What
/// standing it had is lost, and whoever is in as that account is put out. XEP-0045 §9.1.
/// </summary>
/// <param name="Account">The account's name as it compares.</param>
/// <param name="Out">Whether it is cast out.</param>
/// <param name="Reason">For those who see it; null: none.</param>
public sealed record Outcast(string Account, bool Out, string? Reason = null) : RoomCommand
{
    /// <summary>The entry of the ban list that casts an account out.</summary>
    public static string MaskOf(string account) => $"~a:{account}";

    /// <summary>The account that an entry casts out; null: the entry is no account's.</summary>
    public static string? AccountOf(MaskEntry entry) =>
        entry.Parsed is { Kind: BanKind.Account, IsNegated: false, IsMute: false } && entry.Mask.AsSpan(3).IndexOfAny('*', '?') < 0 ? entry.Mask[3..] : null;

    public override Verdict Decide(Room room, in Asker by)
    {
        var own = by.Now.AsOperator ? Access.Owner : room.AccessOf(by.User.AccountFolded);
        var old = room.AccessOf(Account);
        var member = by.State.Users.TryAccount(Account, out var user) ? room.MemberOf(user.Uid) : null;
        var mine = Math.Max((int)own, (int)by.Rank);
        if (mine < (int)Rank.HalfOperator) return RefusalCode.RankTooLow;
        if (Account == by.User.AccountFolded || Math.Max((int)old, (int)(member?.Rank ?? Rank.None)) > mine || (old > Access.None && own < Access.Owner && old >= own)) return new Refusal(RefusalCode.TargetOutranks, Account);
        if (old == Access.Owner && room.Owners == 1) return new Refusal(RefusalCode.LastOwner, Account);
        var listed = room.Bans.Find(MaskOf(Account));
        if (!Out) return listed is null ? Verdict.Nothing : new MaskRemoved(MaskListKind.Ban, listed.Mask);
        if (listed is null && room.Bans.Count >= by.Now.Limits.ListEntries) return new Refusal(RefusalCode.ListFull, MaskOf(Account));

        var events = new List<Event>();
        if (old > Access.None) events.Add(new AccessChanged(Account, Access.None));
        if (listed is null && BanMask.TryParse(MaskOf(Account), out var mask)) events.Add(new MaskAdded(MaskListKind.Ban, mask.ToString(), $"{by.User.Nick}!{by.User.Ident}@{by.User.Host}"));
        if (member is not null) events.Add(new MemberKicked(member.User.Uid, Limits.Cut(Reason ?? by.User.Nick, by.Now.Limits.KickLength)) { Cause = KickCause.Ban });
        return events;
    }
}
