namespace Parlance.Irc;

/// <summary>Nicks taken by sessions that have not finished registration: two cannot have one.</summary>
public sealed partial class IrcDialect
{
    private readonly Dictionary<string, IrcSession> _claims = new(StringComparer.Ordinal);

    /// <summary>Whether another session that is still registering has the nick.</summary>
    public bool IsClaimed(string folded, IrcSession by) => _claims.TryGetValue(folded, out var holder) && !ReferenceEquals(holder, by);

    public void Claim(string folded, IrcSession by)
    {
        Unclaim(by);
        _claims[folded] = by;
    }

    public void Unclaim(IrcSession by)
    {
        if (by.Registration?.NickFolded is { } folded && _claims.TryGetValue(folded, out var holder) && ReferenceEquals(holder, by)) _claims.Remove(folded);
    }
}
