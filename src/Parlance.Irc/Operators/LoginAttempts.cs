namespace Parlance.Irc.Operators;

/// <summary>How often an address has tried to become staff lately: guessing passwords must not pay.</summary>
public sealed class LoginAttempts
{
    /// <summary>Attempts of one address within <see cref="Window"/>.</summary>
    public const int AttemptsMax = 5;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Addresses remembered; beyond it the window starts anew for all.</summary>
    public const int AddressesMax = 10_000;

    private readonly Dictionary<string, int> _counts = [];
    private long _windowEnds;

    /// <summary>Counts an attempt. False: there were too many.</summary>
    public bool TryCount(string address, long now)
    {
        if (now >= _windowEnds || _counts.Count >= AddressesMax)
        {
            _counts.Clear();
            _windowEnds = now + (long)Window.TotalMilliseconds;
        }

        var count = _counts.GetValueOrDefault(address) + 1;
        _counts[address] = count;
        return count <= AttemptsMax;
    }

    /// <summary>The address proved itself: what it tried before is forgiven.</summary>
    public void Forgive(string address) => _counts.Remove(address);
}
