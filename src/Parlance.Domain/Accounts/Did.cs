namespace Parlance.Domain.Accounts;

/// <summary>Lets the holder of a decentralised identifier log in (W3C DID Core, section 3.1).</summary>
/// <param name="Did"><c>did:method:id</c>.</param>
public sealed record AddDid(string Did) : AccountCommand
{
    /// <summary>Characters of an identifier.</summary>
    public const int LengthMax = 512;

    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (!IsDid(Did)) return new Refusal(RefusalCode.BadParameter, "did");
        if (account.Dids.Contains(Did)) return Verdict.Nothing;
        if (state.Accounts.TryDid(Did, out _)) return new Refusal(RefusalCode.TakenByAnother, "did");
        if (account.Dids.Count >= Account.DidsMax) return new Refusal(RefusalCode.ListFull, "dids");

        return new DidAdded(Did) { Account = account.Id, Name = account.Name };
    }

    private static bool IsDid(string text)
    {
        var parts = text.Split(':', 3);
        return text.Length <= LengthMax && parts is ["did", { Length: > 0 } method, { Length: > 0 } id]
            && method.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c))
            && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '%') && id[^1] != ':';
    }
}

/// <summary>The identifier may no longer log in.</summary>
/// <inheritdoc cref="AddDid"/>
public sealed record RemoveDid(string Did) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now) =>
        account.Dids.Contains(Did) ? new DidRemoved(Did) { Account = account.Id, Name = account.Name } : new Refusal(RefusalCode.NothingToDo, "did");
}

[EventName("account.did.add")]
public sealed record DidAdded([property: Personal] string Did) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => state.Accounts.AttachDid(account, Did);
}

[EventName("account.did.remove")]
public sealed record DidRemoved([property: Personal] string Did) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => state.Accounts.DetachDid(account, Did);
}
