using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Users;

/// <summary>All users of the network that this node knows, by id and by nick.</summary>
public sealed class Directory : IReadOnlyCollection<User>
{
    private readonly Dictionary<Uid, User> _byUid = [];
    private readonly Dictionary<string, User> _byNick = new(StringComparer.Ordinal);

    private readonly Dictionary<string, User> _byAccount = new(StringComparer.Ordinal);

    public int Count => _byUid.Count;

    /// <summary>The greatest number of users there were at once since the node started.</summary>
    public int Most { get; private set; }

    /// <summary>How many users are <see cref="UserFlags.Invisible"/>.</summary>
    public int Invisible { get; internal set; }

    /// <summary>How many users are <see cref="UserFlags.Deaf"/>.</summary>
    public int Deaf { get; internal set; }

    /// <summary>How many users are staff.</summary>
    public int Operators { get; internal set; }

    public bool TryGet(Uid uid, [NotNullWhen(true)] out User? user) => _byUid.TryGetValue(uid, out user);

    /// <param name="folded">The nick as it compares.</param>
    /// <param name="user">Who has it.</param>
    public bool TryNick(string folded, [NotNullWhen(true)] out User? user) => _byNick.TryGetValue(folded, out user);
    public bool TryNick(ReadOnlySpan<char> folded, [NotNullWhen(true)] out User? user) => _byNick.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(folded, out user);

    /// <summary>The user who is here as an account.</summary>
    /// <param name="folded">The account's name as it compares.</param>
    /// <param name="user">Who is it.</param>
    public bool TryAccount(string folded, [NotNullWhen(true)] out User? user) => _byAccount.TryGetValue(folded, out user);

    internal void LogIn(User user, string account, string folded, EventId id)
    {
        LogOut(user);
        (user.Account, user.AccountFolded, user.AccountId) = (account, folded, id);
        _byAccount[folded] = user;
        user.Touch();
    }

    internal void LogOut(User user)
    {
        if (user.AccountFolded is { } folded && _byAccount.TryGetValue(folded, out var holder) && ReferenceEquals(holder, user)) _byAccount.Remove(folded);
        (user.Account, user.AccountFolded, user.AccountId) = (null, null, default);
        user.Touch();
    }

    internal void Add(User user)
    {
        if (user.AccountFolded is { } account) _byAccount[account] = user;
        _byUid[user.Uid] = user;
        _byNick[user.NickFolded] = user;
        if (user.IsInvisible) Invisible++;
        if (user.IsDeaf) Deaf++;
        Most = Math.Max(Most, Count);
    }

    internal void Remove(User user)
    {
        _byUid.Remove(user.Uid);
        if (_byNick.TryGetValue(user.NickFolded, out var holder) && ReferenceEquals(holder, user)) _byNick.Remove(user.NickFolded);
        if (user.AccountFolded is { } account && _byAccount.TryGetValue(account, out var owner) && ReferenceEquals(owner, user)) _byAccount.Remove(account);
        if (user.IsInvisible) Invisible--;
        if (user.IsDeaf) Deaf--;
        if (user.Operator is not null) Operators--;
    }

    internal void Rename(User user, string nick, string folded)
    {
        if (_byNick.TryGetValue(user.NickFolded, out var holder) && ReferenceEquals(holder, user)) _byNick.Remove(user.NickFolded);
        user.Nick = nick;
        user.NickFolded = folded;
        _byNick[folded] = user;
        user.Touch();
    }

    internal void Clear()
    {
        _byUid.Clear();
        _byNick.Clear();
        _byAccount.Clear();
        Invisible = Deaf = Operators = Most = 0;
    }

    public Dictionary<Uid, User>.ValueCollection.Enumerator GetEnumerator() => _byUid.Values.GetEnumerator();
    IEnumerator<User> IEnumerable<User>.GetEnumerator() => _byUid.Values.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _byUid.Values.GetEnumerator();
}
