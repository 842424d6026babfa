using Parlance.Domain;

namespace Parlance.Engine;

/// <summary>What the node counts since its start, for STATS, <c>parlance top</c> and metrics.</summary>
public sealed class NodeCounters
{
    public long Accepted { get; set; }
    public long Refused { get; set; }
    public long Messages { get; set; }
    public long Commands { get; set; }
    public long SendQueueExceeded { get; set; }

    /// <summary>Waits of clients that were faster than they may.</summary>
    public long Paced { get; set; }

    /// <summary>Refusals of commands, by their code.</summary>
    public long[] Refusals { get; } = new long[Enum.GetValues<RefusalCode>().Length];

    public int ConnectionsMost { get; set; }

    internal Refusal Refusal(Refusal refused)
    {
        Refusals[(int)refused.Code]++;
        return refused;
    }
}
