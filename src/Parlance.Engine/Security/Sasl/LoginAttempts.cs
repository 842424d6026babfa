using System.Net;

namespace Parlance.Engine.Security.Sasl;

/// <summary>How often an address (or IPv6 /64) tried to log in or to register within the last minute: guessing must not pay.</summary>
public sealed class LoginAttempts
{
    /// <summary>Addresses remembered; beyond it the minute starts anew for all.</summary>
    public const int AddressesMax = 100_000;

    private static readonly TimeSpan s_window = TimeSpan.FromMinutes(1);

    private readonly Dictionary<UInt128, int> _counts = [];
    private long _windowEnds;

    /// <summary>Counts an attempt. False: there were more than <paramref name="most"/>.</summary>
    public bool TryCount(IPAddress address, int most, long now)
    {
        if (now >= _windowEnds || _counts.Count >= AddressesMax)
        {
            _counts.Clear();
            _windowEnds = now + (long)s_window.TotalMilliseconds;
        }

        var key = Admission.KeyOf(address);
        var count = _counts.GetValueOrDefault(key) + 1;
        _counts[key] = Math.Min(count, most + 1);
        return count <= most;
    }

    /// <summary>The attempt was a right one and does not count.</summary>
    public void Forgive(IPAddress address)
    {
        var key = Admission.KeyOf(address);
        if (_counts.TryGetValue(key, out var count)) _counts[key] = Math.Max(0, count - 1);
    }
}
