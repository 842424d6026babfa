using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Parlance.Domain.Accounts;

/// <summary>All accounts, by what leads to them; and the names of removed ones that nobody may take yet.</summary>
public sealed class AccountTable : IReadOnlyCollection<Account>
{
    private readonly Dictionary<EventId, Account> _byId = [];
    private readonly Dictionary<string, Account> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Account> _byFingerprint = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Account> _byDid = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (Account Account, AccountToken Token)> _byToken = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Instant> _held = new(StringComparer.Ordinal);

    public int Count => _byId.Count;

    /// <summary>Names of removed accounts, as they compare, and until when they are held.</summary>
    public IReadOnlyDictionary<string, Instant> Held => _held;

    /// <param name="folded">The name as it compares.</param>
    /// <param name="account">Whose it is.</param>
    public bool TryGet(string folded, [NotNullWhen(true)] out Account? account) => _byName.TryGetValue(folded, out account);

    public bool TryGet(EventId id, [NotNullWhen(true)] out Account? account) => _byId.TryGetValue(id, out account);

    /// <param name="fingerprint">SHA-256 of a certificate, lower-case hex.</param>
    /// <param name="account">The account that it may log in to.</param>
    public bool TryFingerprint(string fingerprint, [NotNullWhen(true)] out Account? account) => _byFingerprint.TryGetValue(fingerprint, out account);

    public bool TryDid(string did, [NotNullWhen(true)] out Account? account) => _byDid.TryGetValue(did, out account);

    /// <param name="hash">SHA-256 of the token, lower-case hex.</param>
    /// <param name="account">Whose it is.</param>
    /// <param name="token">What it allows, and until when: the caller looks.</param>
    public bool TryToken(string hash, [NotNullWhen(true)] out Account? account, [NotNullWhen(true)] out AccountToken? token)
    {
        var found = _byToken.TryGetValue(hash, out var both);
        (account, token) = both;
        return found;
    }

    /// <summary>Whether the name of an account that was removed is still kept from others.</summary>
    public bool Holds(string folded, Instant now) => _held.TryGetValue(folded, out var until) && until > now;

    internal void Add(Account account)
    {
        _byId[account.Id] = account;
        _byName[account.Folded] = account;
        _held.Remove(account.Folded);
    }

    internal void Remove(Account account, Instant heldUntil)
    {
        _byId.Remove(account.Id);
        _byName.Remove(account.Folded);
        foreach (var fingerprint in account.Certificates) _byFingerprint.Remove(fingerprint);
        foreach (var did in account.Dids) _byDid.Remove(did);
        foreach (var token in account.Tokens.Values) _byToken.Remove(token.Hash);
        _held[account.Folded] = heldUntil;
    }

    internal void Attach(Account account, AccountToken token)
    {
        account.Tokens[token.Id] = token;
        _byToken[token.Hash] = (account, token);
    }

    internal void Detach(Account account, string token)
    {
        if (account.Tokens.Remove(token, out var removed)) _byToken.Remove(removed.Hash);
    }

    internal void AttachCertificate(Account account, string fingerprint)
    {
        account.Certificates.Add(fingerprint);
        _byFingerprint[fingerprint] = account;
    }

    internal void DetachCertificate(Account account, string fingerprint)
    {
        if (account.Certificates.Remove(fingerprint)) _byFingerprint.Remove(fingerprint);
    }

    internal void AttachDid(Account account, string did)
    {
        account.Dids.Add(did);
        _byDid[did] = account;
    }

    internal void DetachDid(Account account, string did)
    {
        if (account.Dids.Remove(did)) _byDid.Remove(did);
    }

    public Dictionary<EventId, Account>.ValueCollection.Enumerator GetEnumerator() => _byId.Values.GetEnumerator();
    IEnumerator<Account> IEnumerable<Account>.GetEnumerator() => _byId.Values.GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => _byId.Values.GetEnumerator();
}
