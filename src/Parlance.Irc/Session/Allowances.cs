namespace Parlance.Irc;

/// <summary>How often somebody (or a room) may have what reaches many: so many at once, then one for each stretch of time.</summary>
public sealed class Allowances<TKey>(int burst, TimeSpan each)
    where TKey : notnull
{
    /// <summary>How many are remembered; beyond it those with nothing owing are forgotten, or all.</summary>
    public const int EntriesMax = 10_000;

    /// <summary>When the last of what was taken is paid for (monotonic ms).</summary>
    private readonly Dictionary<TKey, long> _owedUntil = [];
    private readonly long _each = (long)each.TotalMilliseconds;

    /// <summary>Takes one. Returns 0, or the seconds to wait when there is none left; then nothing is taken.</summary>
    public int Take(TKey who, long now)
    {
        var owed = Math.Max(now, _owedUntil.GetValueOrDefault(who));
        var wait = owed + _each - now - (burst * _each);
        if (wait > 0) return (int)((wait + 999) / 1000);
        if (_owedUntil.Count >= EntriesMax && !_owedUntil.ContainsKey(who)) Thin(now);
        _owedUntil[who] = owed + _each;
        return 0;
    }

    private void Thin(long now)
    {
        foreach (var (who, until) in _owedUntil)
            if (until <= now) _owedUntil.Remove(who);
        if (_owedUntil.Count >= EntriesMax) _owedUntil.Clear();
    }
}
