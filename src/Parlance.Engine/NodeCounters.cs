namespace Parlance.Engine;

/// <summary>What the node counts since its start, for STATS, <c>parlance top</c> and metrics.</summary>
public sealed class NodeCounters
{
    public long Accepted { get; set; }
    public long Refused { get; set; }
    public long Messages { get; set; }
    public long Commands { get; set; }
    public long SendQueueExceeded { get; set; }
    public int ConnectionsMost { get; set; }
}
