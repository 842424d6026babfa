namespace Parlance.Irc.Operators;

/// <summary>The sessions of staff on this node, and what the server tells them. Few among many: nobody else is looked at for a notice.</summary>
public sealed class Staff
{
    private readonly List<IrcSession> _sessions = [];

    public IReadOnlyList<IrcSession> Sessions => _sessions;

    public void Add(IrcSession session)
    {
        if (!_sessions.Contains(session)) _sessions.Add(session);
    }

    public void Remove(IrcSession session) => _sessions.Remove(session);

    /// <summary>Whether anybody reads notices of the kind: then it is worth writing one.</summary>
    public bool Reads(char letter)
    {
        foreach (var session in _sessions)
            if (session.User?.Snomasks.Contains(letter, StringComparison.Ordinal) == true) return true;
        return false;
    }

    /// <summary>Tells those who read the kind: <c>*** CONNECT: …</c>.</summary>
    /// <param name="letter">The kind.</param>
    /// <param name="text">The text for all of them.</param>
    /// <param name="withAddresses">The text for those who may see addresses; null: the same.</param>
    public void Tell(char letter, string text, string? withAddresses = null)
    {
        var word = Snomasks.WordOf(letter);
        foreach (var session in _sessions)
            if (session.User?.Snomasks.Contains(letter, StringComparison.Ordinal) == true)
                session.Notice($"*** {word}: {(withAddresses is not null && session.HasPrivilege("see-hosts") ? withAddresses : text)}");
    }
}
