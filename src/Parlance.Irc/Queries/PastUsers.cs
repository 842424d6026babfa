using Parlance.Domain;
using Parlance.Domain.Users;

namespace Parlance.Irc.Queries;

/// <summary>Those who quit or took another nick, for WHOWAS: a ring of so many, the oldest forgotten first (<c>limits.whowas_entries</c>).</summary>
public sealed class PastUsers
{
    /// <summary>The newest entry of each nick, by its number since the start.</summary>
    private readonly Dictionary<string, long> _newest = new(StringComparer.Ordinal);
    private PastUser[] _ring = [];
    private long _count;

    public void Add(User user, Instant now, int entriesMax)
    {
        if (entriesMax != _ring.Length) Resize(entriesMax);
        if (entriesMax == 0) return;
        ref var place = ref _ring[_count % entriesMax];
        if (place.NickFolded is { } forgotten && _newest.TryGetValue(forgotten, out var newest) && newest == _count - entriesMax) _newest.Remove(forgotten);
        place = new(user.Nick, user.NickFolded, user.Ident, user.Host, user.RealName, user.RealHost, user.Address, user.Account, now, _newest.GetValueOrDefault(user.NickFolded, -1));
        _newest[user.NickFolded] = _count++;
    }

    /// <summary>Who had the nick, the latest first.</summary>
    public IEnumerable<PastUser> Find(string nickFolded)
    {
        for (var at = _newest.GetValueOrDefault(nickFolded, -1); at >= 0 && at >= _count - _ring.Length; at = _ring[at % _ring.Length].Before)
            yield return _ring[at % _ring.Length];
    }

    /// <summary>Another limit after a reload: what was remembered is forgotten.</summary>
    private void Resize(int entriesMax)
    {
        _ring = new PastUser[entriesMax];
        _newest.Clear();
        _count = 0;
    }
}

/// <summary>How somebody was seen last under a nick. <paramref name="Before"/> is the number of the nick's entry before this one; -1: none.</summary>
public readonly record struct PastUser(string Nick, string NickFolded, string Ident, string Host, string RealName, string RealHost, string Address, string? Account, Instant At, long Before);
