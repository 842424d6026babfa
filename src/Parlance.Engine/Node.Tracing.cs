namespace Parlance.Engine;

/// <summary>What is said on the wire, for somebody who looks for a mistake.</summary>
public sealed partial class Node
{
    /// <summary>Lines of one round; the rest is not shown.</summary>
    public const int TracesMax = 1_000;

    /// <summary>Whether the server's own log is at a level that shows them.</summary>
    public bool IsTraced { get; set; }

    /// <summary>A line for the server's own log at its lowest level. Who calls it has taken out what is secret.</summary>
    public void Trace(string line)
    {
        if (Effects.Traces.Count < TracesMax) Effects.Traces.Add(line);
    }
}
