namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// What the registrar and the roster say that bears on a room: who counts for its waist, whose operators count, who is fenced or in quarantine, and which
/// of several creations the registrar named. It is the same on every node; a change of it folds the room anew.
/// </summary>
public sealed record Charter
{
    /// <summary>The most nodes in a mesh of one administration.</summary>
    public const int NodesMax = 64;

    private readonly Standing[] _nodes = [];

    public static Charter Of(params ReadOnlySpan<Sid> nodes)
    {
        var standings = new Standing[nodes.Length];
        for (var i = 0; i < nodes.Length; i++) standings[i] = new(nodes[i]);
        return new() { Nodes = standings };
    }

    /// <summary>The roster: every node that may write.</summary>
    public IReadOnlyList<Standing> Nodes
    {
        get => _nodes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value.Count, NodesMax);
            _nodes = [.. value];
        }
    }

    /// <summary>The instance that has the name by registration; none: nobody registered it.</summary>
    public EventId Claimed { get; init; }

    /// <summary>What the roster says of a node; one that it does not know is half trusted.</summary>
    public Standing Of(Sid node)
    {
        foreach (var standing in _nodes)
            if (standing.Node == node) return standing;
        return new(node) { IsRelay = true, OperatorsCount = false };
    }

    /// <summary>The same with another standing of one node.</summary>
    public Charter With(Standing standing) => this with { Nodes = [.. _nodes.Where(n => n.Node != standing.Node), standing] };
}

/// <summary>What the roster says of one node.</summary>
public sealed record Standing(Sid Node)
{
    /// <summary>Whether staff logged in there may override ranks.</summary>
    public bool OperatorsCount { get; init; } = true;

    /// <summary>A link with <c>trust = "relay"</c>: its clock and its word on accounts are not taken.</summary>
    public bool IsRelay { get; init; }

    /// <summary>Proven to lie: nothing it wrote since the last waist counts.</summary>
    public bool IsQuarantined { get; init; }

    /// <summary>Not waited for: its acknowledgements are not needed for a waist. Only with a <see cref="Fence"/>.</summary>
    public bool IsAbsent { get; init; }

    /// <summary>What of an absent node's events was accepted; null: all.</summary>
    public Fence? Fence { get; init; }

    internal bool Refuses(in Dot dot) => Fence is { } fence && dot.Incarnation <= fence.Through && !fence.Accepted.Covers(dot);
}

/// <summary>
/// A node was given up: of its incarnations up to this one only these events count. When it comes back as a newer incarnation, it offers the rest as
/// new proposals.
/// </summary>
/// <param name="Through">The last incarnation that is fenced.</param>
/// <param name="Accepted">The last accepted event of each.</param>
public sealed record Fence(uint Through, VersionVector Accepted);
