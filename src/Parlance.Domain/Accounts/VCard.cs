namespace Parlance.Domain.Accounts;

/// <summary>Says who one is, in a vCard that others may read (XEP-0054 §3.2); empty: says it no longer.</summary>
/// <param name="Card">As UTF-8 XML that means the same anywhere.</param>
public sealed record SetVCard(ReadOnlyMemory<byte> Card) : AccountCommand
{
    /// <summary>Bytes of a vCard, its photo included.</summary>
    public const int CardMax = 128 << 10;

    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (Card.Length > CardMax) return new Refusal(RefusalCode.TooLong, $"{CardMax} bytes");
        if (Card.Span.SequenceEqual(account.VCard.Span)) return Verdict.Nothing;

        return new VCardSet(Card) { Account = account.Id, Name = account.Name };
    }
}

[EventName("account.vcard")]
public sealed record VCardSet([property: Personal] ReadOnlyMemory<byte> Card) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.VCard = Card;
}
