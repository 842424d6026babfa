namespace Parlance.Log;

/// <summary>What goes wrong with a <see cref="MemoryEventStore"/>, as its driver decides: nothing by itself, nothing by chance.</summary>
public sealed class StoreFaults
{
    /// <summary>This many of the next appends fail, each leaving nothing behind.</summary>
    public int FailNext { get; set; }

    /// <summary>The most events it holds; an append beyond fails as on a full disk. Null: no bound.</summary>
    public long? CapacityMax { get; set; }

    /// <summary>Appends are not synced: <see cref="MemoryEventStore.LosePower"/> takes them, until <see cref="MemoryEventStore.Sync"/>.</summary>
    public bool Unsynced { get; set; }
}
