namespace Parlance.Domain;

/// <summary>
/// Whose data something is, and so whose key seals it: an account, by the id of the event that created it (a name that is registered again is another person),
/// or a user without one, by their network id.
/// </summary>
public readonly record struct Person
{
    private Person(Uid uid, EventId account) => (Uid, Account) = (uid, account);

    /// <summary>The guest; none for an account.</summary>
    public Uid Uid { get; }

    /// <summary>The account; none for a guest.</summary>
    public EventId Account { get; }

    /// <summary>Nobody: the server itself.</summary>
    public bool IsNone => Uid.IsNone && Account.IsNone;

    public static implicit operator Person(Uid uid) => new(uid, default);
    public static implicit operator Person(EventId account) => new(default, account);

    /// <summary>Who did it.</summary>
    public static Person By(in Envelope at) => at.ByAccount.IsNone ? at.By.Uid : at.ByAccount;
}
