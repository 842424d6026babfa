namespace Parlance.Domain;

/// <summary>
/// Marks a part of the state that is no fact of its own: remembered from others, or the engine's. Snapshots leave it out; whoever reads one back begins without it.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DerivedAttribute : Attribute;
