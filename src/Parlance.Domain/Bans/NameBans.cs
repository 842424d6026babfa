namespace Parlance.Domain.Bans;

/// <summary>Bans on names: whole ones by lookup, patterns one by one.</summary>
internal sealed class NameBans
{
    private readonly Dictionary<string, OperBan> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<OperBan> _patterns = [];

    public int Patterns => _patterns.Count;

    public void Add(OperBan ban)
    {
        if (UserMask.IsPattern(ban.Mask)) _patterns.Add(ban);
        else _names[ban.Mask] = ban;
    }

    public void Remove(OperBan ban)
    {
        if (UserMask.IsPattern(ban.Mask)) _patterns.Remove(ban);
        else _names.Remove(ban.Mask);
    }

    public OperBan? Find(string name, Instant now)
    {
        if (_names.TryGetValue(name, out var exact) && exact.Holds(now)) return exact;
        foreach (var ban in _patterns)
            if (ban.Holds(now) && ban.Glob?.Matches(name) == true) return ban;
        return null;
    }
}
