namespace Parlance.Domain.Operators;

/// <summary>All spam filters, in the order they were set.</summary>
public sealed class SpamFilters
{
    /// <summary>Every filter is tried on every text it looks at.</summary>
    public const int RulesMax = 100;

    private readonly List<SpamRule> _rules = [];

    public IReadOnlyList<SpamRule> All => _rules;

    /// <summary>Where any of them looks: nothing else needs to be read.</summary>
    public SpamTargets Targets { get; private set; }

    public SpamRule? Find(string id) => _rules.Find(r => string.Equals(r.Id, id, StringComparison.OrdinalIgnoreCase));

    internal void Add(SpamRule rule)
    {
        _rules.RemoveAll(r => r.Id == rule.Id);
        _rules.Add(rule);
        Look();
    }

    internal void Remove(string id)
    {
        _rules.RemoveAll(r => r.Id == id);
        Look();
    }

    /// <summary>Matches are counted from the node's start.</summary>
    internal void Restart()
    {
        foreach (var rule in _rules) rule.Hits = 0;
    }

    private void Look() => Targets = _rules.Aggregate(SpamTargets.None, static (all, rule) => all | rule.Targets);
}
