using Parlance.Domain.Operators;

namespace Parlance.Domain;

/// <summary>What staff has set for the whole node, beside bans.</summary>
public sealed partial class NodeState
{
    public SpamFilters SpamFilters { get; } = new();

    /// <summary>How far the doors are shut; <see cref="Lockdown.Normal"/>: not at all.</summary>
    public Lockdown Lockdown { get; internal set; } = Lockdown.Normal;
}
