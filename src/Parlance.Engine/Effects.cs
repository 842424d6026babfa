using Parlance.Log;

namespace Parlance.Engine;

/// <summary>What a step wants done outside: values only, carried out by the loop (or looked at by a test) after the round, in this order.</summary>
public sealed class Effects
{
    /// <summary>To be written, in position order.</summary>
    public List<LogEntry> Log { get; } = [];

    /// <summary>Connections with something to send, to close, or whose reading changes; each once.</summary>
    public List<Connection> Touched { get; } = [];

    public List<Work> Work { get; } = [];

    /// <summary>An operator asked for it: <see cref="StopRequest.None"/> otherwise.</summary>
    public StopRequest Stop { get; set; }

    /// <summary>An operator asked for the configuration to be read again.</summary>
    public bool Reload { get; set; }

    /// <summary>Lines for the server's own log, for its operator.</summary>
    public List<string> Notices { get; } = [];

    /// <summary>What went over the wire, when somebody looks (<see cref="Node.IsTraced"/>).</summary>
    public List<string> Traces { get; } = [];

    public void Clear()
    {
        Log.Clear();
        Touched.Clear();
        Work.Clear();
        Notices.Clear();
        Traces.Clear();
        Stop = StopRequest.None;
        Reload = false;
    }
}

public enum StopRequest
{
    None,
    Die,
    Restart,
}
