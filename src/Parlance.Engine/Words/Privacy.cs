using Parlance.Domain;
using Parlance.Domain.Masks;
using Parlance.Domain.Users;

namespace Parlance.Engine.Words;

/// <summary>Whom a user wants to hear: those accepted (ACCEPT, for +g) and those silenced (SILENCE). Gone with the user.</summary>
public sealed class Privacy
{
    /// <summary>Users one may accept (ISUPPORT <c>ACCEPT</c>).</summary>
    public const int AcceptedMax = 32;

    /// <summary>Masks one may silence (ISUPPORT <c>SILENCE</c>).</summary>
    public const int SilencedMax = 32;

    /// <summary>At most once in this time is a user told that somebody wants to talk (718), in milliseconds.</summary>
    private const int TellEveryMilliseconds = 60_000;

    private readonly HashSet<Uid> _accepted = [];
    private readonly List<BanMask> _silenced = [];
    private long _toldAt = -TellEveryMilliseconds;

    public IReadOnlyCollection<Uid> Accepted => _accepted;
    public IReadOnlyList<BanMask> Silenced => _silenced;

    public bool Accepts(User user) => _accepted.Contains(user.Uid);
    public bool Accept(User user) => _accepted.Add(user.Uid);
    public bool Unaccept(User user) => _accepted.Remove(user.Uid);

    /// <summary>Those who left are not in the way of others.</summary>
    public void DropAccepted(Predicate<Uid> gone) => _accepted.RemoveWhere(gone);

    public bool Silences(User user)
    {
        foreach (var mask in _silenced)
            if (mask.Matches(user)) return true;
        return false;
    }

    /// <summary>False: it is silenced already.</summary>
    public bool Silence(BanMask mask)
    {
        if (Find(mask) >= 0) return false;
        _silenced.Add(mask);
        return true;
    }

    public bool Unsilence(BanMask mask)
    {
        if (Find(mask) is not (>= 0 and var at)) return false;
        _silenced.RemoveAt(at);
        return true;
    }

    /// <summary>Whether the user is to be told now that somebody wants to talk.</summary>
    public bool TakeTelling(long now)
    {
        if (now - _toldAt < TellEveryMilliseconds) return false;
        _toldAt = now;
        return true;
    }

    private int Find(BanMask mask) => _silenced.FindIndex(m => string.Equals(m.ToString(), mask.ToString(), StringComparison.OrdinalIgnoreCase));
}
