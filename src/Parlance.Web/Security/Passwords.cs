using System.Security.Cryptography;
using System.Text;
using Parlance.Engine.Security;

namespace Parlance.Web.Security;

/// <summary>
/// Checks passwords: a few at a time, for each costs milliseconds of a core. What was right lately is known again by a keyed digest, so that a client that
/// sends its password with every request does not pay for it each time.
/// </summary>
public sealed class Passwords(TimeProvider time) : IDisposable
{
    /// <summary>Checks that may wait for their turn.</summary>
    public const int WaitingMax = 256;

    /// <summary>Passwords known again.</summary>
    public const int RememberedMax = 1_000;

    public static readonly TimeSpan RememberedFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _turns = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _right = new(StringComparer.Ordinal);
    private int _waiting;

    /// <summary>What a name that is not known is checked against: it takes as long as one that is.</summary>
    private readonly Lazy<string> _nobody = new(static () => PasswordVerifier.Make(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)), RandomNumberGenerator.GetBytes(PasswordVerifier.SaltLength)).ToString());

    /// <param name="of">Whose it must be; null: nobody has that name.</param>
    /// <param name="given">What the client sent.</param>
    /// <exception cref="Http.Problem">Too many wait.</exception>
    public async Task<bool> AreRight(Candidate? of, string given, CancellationToken stop)
    {
        var digest = of is null ? null : Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{of.Kept}\n{given}")));
        if (digest is not null && IsRemembered(digest)) return true;
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            throw Http.Problem.Busy("Too many passwords are being checked; try again.");
        }

        try
        {
            await _turns.WaitAsync(stop);
            try
            {
                // The one before may have been the same client's.
                if (digest is not null && IsRemembered(digest)) return true;
                var right = await Task.Run(() => IsRight(of, given), stop);
                if (right) Remember(digest!);
                return right;
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _turns.Dispose();

    /// <summary>Takes as long for a name that is not known, and for a password that is kept as plain text.</summary>
    private bool IsRight(Candidate? of, string given)
    {
        var right = of is not null && of.IsRight(given);
        if (of is not { IsCostly: true }) PasswordVerifier.Matches(_nobody.Value, given);
        return right;
    }

    private bool IsRemembered(string digest)
    {
        lock (_gate) return _right.TryGetValue(digest, out var since) && time.GetElapsedTime(since) < RememberedFor;
    }

    private void Remember(string digest)
    {
        lock (_gate)
        {
            if (_right.Count >= RememberedMax) _right.Clear();
            _right[digest] = time.GetTimestamp();
        }
    }
}
