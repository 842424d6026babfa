using Parlance.Domain;

namespace Parlance.Log;

/// <summary>A log in memory, for tests and the simulator: deterministic, with faults on demand. For one thread at a time.</summary>
/// <param name="through">Given: every event goes through the codec and back, so that what a test sees is what a restart would see.</param>
public sealed class MemoryEventStore(EventCodec? through = null) : IEventStore
{
    private readonly List<LogEntry> _entries = [];
    private readonly EventEncoder? _encoder = through?.NewEncoder();
    private MemoryArchive? _archive;
    private int _synced;

    public StoreFaults Faults { get; } = new();

    public long Last => _entries.Count;

    public IArchive Archive => _archive ??= new(_entries);

    /// <summary>Everything written, in order.</summary>
    public IReadOnlyList<LogEntry> Entries => _entries;

    public void Append(ReadOnlySpan<LogEntry> group)
    {
        if (Faults.FailNext > 0)
        {
            Faults.FailNext--;
            throw new StoreException("The log in memory fails, as it was told to. Try again.");
        }

        if (Last + group.Length > Faults.CapacityMax) throw new StoreException($"The log in memory is full: it holds {Faults.CapacityMax} events. Make room.");

        var kept = new List<LogEntry>(group.Length);
        foreach (ref readonly var entry in group) kept.Add(Keep(entry, Last + kept.Count + 1));
        _entries.AddRange(kept);
        if (!Faults.Unsynced) _synced = _entries.Count;
    }

    /// <summary>Everything so far survives <see cref="LosePower"/>.</summary>
    public void Sync() => _synced = _entries.Count;

    /// <summary>The machine fails: what was not synced is gone.</summary>
    public void LosePower() => _entries.RemoveRange(_synced, _entries.Count - _synced);

    public IEnumerable<LogEntry> Read(long from, IReadOnlyCollection<string>? kinds = null)
    {
        for (var i = (int)Math.Max(0, from - 1); i < _entries.Count; i++)
            if (kinds is null || kinds.Contains(NameOf(_entries[i].Event))) yield return _entries[i];
    }

    public void Dispose() => _encoder?.Dispose();

    private static string NameOf(Event e) =>
        e is UnknownEvent unknown ? unknown.Kind
        : ((EventNameAttribute?)Attribute.GetCustomAttribute(e.GetType(), typeof(EventNameAttribute)))?.Name
            ?? throw new InvalidOperationException($"{e.GetType()} is an event without [EventName].");

    private LogEntry Keep(in LogEntry entry, long position)
    {
        if (entry.At.Position != 0 && entry.At.Position != position)
            throw new InvalidOperationException($"The event says position {entry.At.Position}; the log is at {position}.");
        var at = entry.At with { Position = position };
        if (_encoder is null) return new(entry.Event, at);

        var encoded = _encoder.Encode(entry.Event);
        return new(through!.Decode(NameOf(entry.Event), encoded.Version, encoded.Payload, encoded.Sealed, entry.Event.Target), at);
    }
}
