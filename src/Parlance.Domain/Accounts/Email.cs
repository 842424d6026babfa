namespace Parlance.Domain.Accounts;

/// <summary>Sets the e-mail address, or (null) removes it.</summary>
public sealed record ChangeEmail(string? Email) : AccountCommand
{
    /// <summary>Characters of an address (RFC 5321 section 4.5.3.1.3, without the brackets).</summary>
    public const int LengthMax = 254;

    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (Email == account.Email) return Verdict.Nothing;
        if (Email is not null && Faults(Email) is { } fault) return fault;

        return new EmailChanged(Email) { Account = account.Id, Name = account.Name };
    }

    /// <summary>Why it is no address; null: it may be one.</summary>
    internal static Refusal? Faults(string email)
    {
        var at = email.LastIndexOf('@');
        if (email.Length > LengthMax) return new(RefusalCode.TooLong, $"{LengthMax}");
        return at > 0 && at < email.Length - 1 && !email.Any(c => c <= ' ' || char.IsControl(c)) ? null : new(RefusalCode.BadParameter, "email");
    }
}

[EventName("account.email")]
public sealed record EmailChanged([property: Personal] string? Email) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.Email = Email;
}
