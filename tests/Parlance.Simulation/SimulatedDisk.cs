using Parlance.Log;

namespace Parlance.Simulation;

/// <summary>A disk in virtual time: groups take a while to commit, sometimes it fails for a time, and a crash loses what was not committed.</summary>
public sealed class SimulatedDisk(Prng chance)
{
    private readonly List<LogEntry> _queued = [];
    private long _doneAt = -1;
    private int _inFlight;
    private long _failsUntil;

    /// <summary>All that is written, in position order.</summary>
    public List<LogEntry> Written { get; } = [];

    /// <summary>What waits to be written.</summary>
    public IReadOnlyList<LogEntry> Queued => _queued;

    public void Take(IEnumerable<LogEntry> events) => _queued.AddRange(events);

    /// <summary>Begins to fail for a while.</summary>
    public void Break(long until) => _failsUntil = until;

    /// <summary>Time went on. Returns the position committed now (0: none) and whether it fails.</summary>
    public (long Committed, bool Failing) Turn(long now)
    {
        if (_doneAt < 0 && _queued.Count > 0)
        {
            _inFlight = _queued.Count;
            _doneAt = now + 1 + chance.Below(8);
        }

        if (_doneAt < 0 || now < _doneAt) return (0, false);
        _doneAt = -1;
        if (now < _failsUntil) return (0, true);
        Written.AddRange(_queued.Take(_inFlight));
        _queued.RemoveRange(0, _inFlight);
        return (Written[^1].At.Position, false);
    }

    /// <summary>The machine died: what was not committed is gone.</summary>
    public void Crash()
    {
        _queued.Clear();
        _doneAt = -1;
        _failsUntil = 0;
    }
}
