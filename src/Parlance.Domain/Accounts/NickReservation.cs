namespace Parlance.Domain.Accounts;

/// <summary>Whether a nick that is an account's name is for that account alone: <c>accounts.nick_reservation</c>.</summary>
public enum NickReservation
{
    None,
    /// <summary>If the account wants it so (<see cref="AccountSetting.Enforce"/>).</summary>
    Optional,
    /// <summary>Always.</summary>
    Strict,
}

/// <summary>Nicks that are somebody's.</summary>
public static class OwnNicks
{
    /// <summary>Whether the nick is kept from this user.</summary>
    /// <param name="accounts">All accounts.</param>
    /// <param name="folded">The nick as it compares.</param>
    /// <param name="by">The account of who wants it; none for a guest.</param>
    /// <param name="reservation">The server's rule.</param>
    public static bool Reserves(this AccountTable accounts, string folded, EventId by, NickReservation reservation) =>
        reservation != NickReservation.None && accounts.TryGet(folded, out var owner) && owner.Id != by
        && (reservation == NickReservation.Strict || owner.Chooses(AccountSetting.Enforce) == true);
}
