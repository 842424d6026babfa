using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Log;

/// <summary>Finds all that a log has of a person: their ids, and what they did whose words are sealed with their keys. Reads only.</summary>
public sealed class ErasureSearch : IDisposable
{
    private static readonly string[] s_identity = ["account.create", "user.connect", "user.login"];
    private static readonly string[] s_deeds = ["channel.list.add", "channel.list.remove", "oper.ban.add", "oper.ban.remove"];

    private readonly IReadOnlyList<LogEntry> _identity;
    private readonly EventReader _reader;
    private readonly SubjectKeys _keys;

    private ErasureSearch(EventReader reader, SubjectKeys keys) => (_reader, _keys, _identity) = (reader, keys, [.. reader.Read(1, s_identity)]);

    /// <exception cref="StoreException">The log or its keys cannot be read.</exception>
    public static ErasureSearch In(string folder, EventCodec codec)
    {
        using (LogReader.OpenDatabase(folder))
        {
            var keys = SubjectKeys.OpenToRead(DataFolder.KeysOf(folder));
            return new(new(DataFolder.DatabaseOf(folder), codec, keys), keys);
        }
    }

    public void Dispose() => _keys.Dispose();

    /// <summary>An account by its id or its name as it compares.</summary>
    /// <exception cref="StoreException">There never was one, or there were several of that name.</exception>
    public ErasurePlan Account(string name)
    {
        var named = _identity.Where(entry => entry.Event is AccountCreated made && (made.Folded == name || entry.At.Id.ToString() == name)).Select(entry => entry.At.Id).ToList();
        if (named.Count == 0) throw new StoreException($"No account was ever named '{name}' in this log.");
        if (named.Count > 1) throw new StoreException($"{named.Count} accounts had the name '{name}', one after the other: they may be different people. Name one by its id: {string.Join(", ", named)}.");

        return Plan([.. _identity.Where(entry => AccountOf(entry.Event) == named[0]).Select(entry => entry.Event.About).Distinct()], named[0]);
    }

    /// <summary>A guest by their id.</summary>
    /// <exception cref="StoreException">There never was one, or they were more than a guest.</exception>
    public ErasurePlan User(Uid uid)
    {
        var own = _identity.Where(entry => entry.Event.About == uid).ToList();
        if (own.Count == 0) throw new StoreException($"No user {uid} is in this log.");
        if (own.Select(entry => AccountOf(entry.Event)).FirstOrDefault(account => account is not null) is { } account)
            throw new StoreException($"{uid} was logged in to an account: what they said is sealed with its keys. Erase --account {account}.");

        return Plan([uid], null);
    }

    private static EventId? AccountOf(Event happened) => happened switch
    {
        UserConnected { AccountId: { IsNone: false } id } => id,
        UserLoggedIn login => login.AccountId,
        _ => null,
    };

    private ErasurePlan Plan(IReadOnlyList<Uid> users, EventId? account)
    {
        if (users.Count > PersonErased.UsersMax) throw new StoreException($"They had {users.Count} user ids; one erasure takes {PersonErased.UsersMax}.");
        var (ids, masks, bans) = (users.ToHashSet(), new HashSet<(EventId, MaskListKind, string)>(), new HashSet<(OperBanKind, string)>());
        foreach (var entry in _reader.Read(1, s_deeds))
        {
            if (!ids.Contains(entry.At.By.Uid)) continue;
            if (entry.Event is MaskAdded { Mask.Length: > 0 } added) masks.Add((entry.At.Room, added.List, added.Mask));
            else if (entry.Event is MaskRemoved { Mask.Length: > 0 } removed) masks.Add((entry.At.Room, removed.List, removed.Mask));
            else if (entry.Event is BanAdded { Mask.Length: > 0 } set) bans.Add((set.Kind, set.Mask));
            else if (entry.Event is BanRemoved { Mask.Length: > 0 } lifted) bans.Add((lifted.Kind, lifted.Mask));
        }

        return new(users, account, [.. masks], [.. bans]);
    }
}
