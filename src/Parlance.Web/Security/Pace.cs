namespace Parlance.Web.Security;

/// <summary>How many requests an address may send: <see cref="Burst"/> at once, then <see cref="PerSecond"/>.</summary>
public sealed class Pace(TimeProvider time)
{
    public const int Burst = 100;
    public const int PerSecond = 20;

    /// <summary>Addresses remembered; beyond it all begin anew.</summary>
    public const int AddressesMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Left, long At)> _buckets = [];

    public bool TryTake(string address)
    {
        lock (_gate)
        {
            if (_buckets.Count >= AddressesMax) _buckets.Clear();
            var now = time.GetTimestamp();
            var left = _buckets.TryGetValue(address, out var bucket) ? Math.Min(Burst, bucket.Left + time.GetElapsedTime(bucket.At, now).TotalSeconds * PerSecond) : Burst;
            _buckets[address] = (Math.Max(0, left - 1), now);
            return left >= 1;
        }
    }
}
