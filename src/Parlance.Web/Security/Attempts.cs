namespace Parlance.Web.Security;

/// <summary>Wrong passwords and tokens of an address: after <see cref="AttemptsMax"/> within <see cref="Window"/> it has to wait for the end of it.</summary>
public sealed class Attempts(TimeProvider time)
{
    public const int AttemptsMax = 5;

    /// <summary>Addresses remembered; beyond it the window starts anew for all.</summary>
    public const int AddressesMax = 10_000;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = [];
    private long _since;

    /// <summary>How long the address must wait; zero: not at all.</summary>
    public TimeSpan LockedFor(string address)
    {
        lock (_gate)
        {
            Turn();
            return _counts.GetValueOrDefault(address) < AttemptsMax ? TimeSpan.Zero : Window - time.GetElapsedTime(_since);
        }
    }

    public void Failed(string address)
    {
        lock (_gate)
        {
            Turn();
            _counts[address] = _counts.GetValueOrDefault(address) + 1;
        }
    }

    private void Turn()
    {
        if (_counts.Count > 0 && time.GetElapsedTime(_since) < Window && _counts.Count < AddressesMax) return;
        _counts.Clear();
        _since = time.GetTimestamp();
    }
}
