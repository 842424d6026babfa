namespace Parlance.Domain.Roster;

/// <summary>
/// How an account stands to a contact: derived from the two edges each of them writes, so that two rosters cannot disagree (CONVERGENCE 1.2). The nine
/// states of RFC 6121 appendix A, and pre-approval.
/// </summary>
/// <param name="Wants">The account wants to see the contact.</param>
/// <param name="IsGranted">The contact lets it.</param>
/// <param name="IsWanted">The contact wants to see the account.</param>
/// <param name="Grants">The account lets it.</param>
public readonly record struct Subscription(bool Wants, bool IsGranted, bool IsWanted, bool Grants)
{
    /// <summary>The account sees the contact's presence.</summary>
    public bool To => Wants && IsGranted;

    /// <summary>The contact sees the account's presence.</summary>
    public bool From => IsWanted && Grants;

    /// <summary>The account asked and waits for an answer.</summary>
    public bool IsPendingOut => Wants && !IsGranted;

    /// <summary>The contact asked and waits for an answer.</summary>
    public bool IsPendingIn => IsWanted && !Grants;

    /// <summary>The account said yes before it was asked (RFC 6121 §3.4).</summary>
    public bool IsPreApproved => Grants && !IsWanted;

    /// <summary>The word in a roster: <c>none</c>, <c>to</c>, <c>from</c>, <c>both</c>.</summary>
    public string Word => (To, From) switch
    {
        (true, true) => "both",
        (true, false) => "to",
        (false, true) => "from",
        _ => "none",
    };

    /// <summary>What a client sees of it.</summary>
    internal (bool To, bool From, bool IsPendingOut, bool IsPreApproved) Seen => (To, From, IsPendingOut, IsPreApproved);

    /// <summary>The state's name in appendix A.</summary>
    public override string ToString()
    {
        var state = Word switch { "none" => "None", "to" => "To", "from" => "From", _ => "Both" };
        return state + (IsPendingOut, IsPendingIn) switch
        {
            (true, true) => " + Pending Out+In",
            (true, false) => " + Pending Out",
            (false, true) => " + Pending In",
            _ => "",
        };
    }
}
