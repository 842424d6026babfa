namespace Parlance.Irc.Queries;

/// <summary>
/// All rooms or users as they stand at a moment, for an answer that takes many turns. Large ones are shared by those who ask within a second:
/// a crowd that asks for everything costs one copy, not one each.
/// </summary>
public sealed class Census<T>
    where T : class
{
    /// <summary>Up to so many are counted anew for everybody who asks.</summary>
    public const int FreshMax = 2000;

    /// <summary>How long a shared copy counts as the present.</summary>
    public const int SharedMilliseconds = 1000;

    private readonly WeakReference<T[]> _shared = new([]);
    private long _sharedAt = long.MinValue;

    /// <summary>Everything there is. Who uses it later must look whether an item is still there.</summary>
    public T[] Take(IReadOnlyCollection<T> all, long now)
    {
        if (all.Count <= FreshMax) return [.. all];
        if (_sharedAt > now - SharedMilliseconds && _shared.TryGetTarget(out var shared)) return shared;
        shared = [.. all];
        _shared.SetTarget(shared);
        _sharedAt = now;
        return shared;
    }
}
