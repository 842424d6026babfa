namespace Parlance.Domain.Accounts;

/// <summary>Says how far the account's owner has read a conversation. Reading only ever goes forward (IRCv3 read-marker; XEP-0490 says the same).</summary>
/// <param name="Conversation">The room's instance, or the other party: an account by its folded name, a guest by UID.</param>
/// <param name="At">The time of the last message read.</param>
public sealed record MarkRead(string Conversation, Instant At) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (Conversation.Length is 0 or > ReadMarks.ConversationLengthMax) return new Refusal(RefusalCode.BadParameter, "conversation");
        var at = At > now.Wall ? now.Wall : At;
        return account.Reads.Of(Conversation) is { } known && known >= at
            ? Verdict.Nothing
            : new ReadMarked(Conversation, at) { Account = account.Id, Name = account.Name };
    }
}

/// <summary>The account has read so far. Of several the latest counts, whatever their order.</summary>
[EventName("account.read")]
public sealed record ReadMarked([property: Personal] string Conversation, Instant At) : AccountEvent
{
    public override Reach Reach => Reach.User;

    protected override void Evolve(Account account, NodeState state, in Envelope at) => account.Reads.Merge(Conversation, At);
}

/// <summary>How far somebody has read, by conversation.</summary>
public sealed class ReadMarks
{
    /// <summary>Conversations whose marks are kept; beyond it the mark that is furthest back goes.</summary>
    public const int Max = 1_000;

    /// <summary>Characters of a conversation's key.</summary>
    public const int ConversationLengthMax = 256;

    /// <summary>The mark of direct messages as a whole: what came before was given to the account, what came after it has yet to get.</summary>
    public const string Delivered = "*";

    private readonly Dictionary<string, Instant> _marks = new(StringComparer.Ordinal);

    public int Count => _marks.Count;

    /// <summary>Null: nothing is known.</summary>
    public Instant? Of(string conversation) => _marks.TryGetValue(conversation, out var at) ? at : null;

    /// <summary>Takes a mark unless a later one is known.</summary>
    public void Merge(string conversation, Instant at)
    {
        if (_marks.TryGetValue(conversation, out var known) && known >= at) return;
        _marks[conversation] = at;
        if (_marks.Count > Max) _marks.Remove(_marks.Where(mark => mark.Key != Delivered).MinBy(mark => (mark.Value, mark.Key)).Key);
    }
}
