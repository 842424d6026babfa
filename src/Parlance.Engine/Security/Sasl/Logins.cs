using System.Security.Cryptography;
using System.Text;
using Parlance.Domain.Accounts;
using Parlance.Domain.Names;

namespace Parlance.Engine.Security.Sasl;

/// <summary>Where clients of all protocols log in: which mechanisms are offered to whom, and an exchange for each try.</summary>
public sealed class Logins(Node node)
{
    /// <summary>Bytes of a password; longer ones are refused when set and never match.</summary>
    public const int PasswordMax = 1024;

    private const string Plus = "-PLUS";

    internal Node Node => node;

    /// <summary>How often addresses tried lately; registrations count here as well.</summary>
    public LoginAttempts Attempts { get; } = new();

    /// <summary>The mechanisms a client may use now, the strongest binding first.</summary>
    /// <param name="client">Who.</param>
    /// <param name="anonymous">Whether ANONYMOUS means something in its dialect.</param>
    /// <param name="settings">Under these; null: the ones in force.</param>
    public IReadOnlyList<string> Offered(in SaslClient client, bool anonymous = false, Settings? settings = null)
    {
        var offered = new List<string>();
        var accounts = (settings ?? node.Settings).Accounts;
        var binds = CanBind(client);
        foreach (var name in accounts.Sasl)
            if (binds && ScramOf(name) is not null) offered.Add(name + Plus);
        foreach (var name in accounts.Sasl)
            if (IsOffered(client, name, accounts)) offered.Add(name);
        if (anonymous && accounts.Guests) offered.Add("ANONYMOUS");
        return offered;
    }

    /// <summary>Begins a log-in. Null: the mechanism is not offered to this client.</summary>
    public SaslExchange? Begin(in SaslClient client, string mechanism, bool anonymous = false)
    {
        mechanism = mechanism.ToUpperInvariant();
        if (mechanism == "ANONYMOUS") return anonymous && node.Settings.Accounts.Guests ? new AnonymousExchange(this, client) : null;
        var isPlus = mechanism.EndsWith(Plus, StringComparison.Ordinal);
        var plain = isPlus ? mechanism[..^Plus.Length] : mechanism;
        if (!node.Settings.Accounts.Sasl.Contains(plain) || !IsOffered(client, plain, node.Settings.Accounts) || (isPlus && !CanBind(client))) return null;
        if (ScramOf(plain) is { } hash) return new ScramExchange(this, client, hash, isPlus);
        if (isPlus) return null;
        return plain == "PLAIN" ? new PlainExchange(this, client) : new ExternalExchange(this, client);
    }

    private static bool IsOffered(in SaslClient client, string name, AccountSettings accounts) => name switch
    {
        "PLAIN" => client.IsSecure || accounts.PlainWithoutTls,
        "EXTERNAL" => client.Fingerprint is not null,
        _ => true,
    };

    /// <summary>Counts a try; false: there were too many from the client's address.</summary>
    public bool TryCount(Connection connection) =>
        !node.Settings.Limits.Enabled || Attempts.TryCount(connection.Peer.Address, node.Settings.Accounts.LoginAttemptsPerMinute, node.Now.Monotonic);

    internal bool CanBind(in SaslClient client) =>
        client is { IsDirect: true, Connection.Peer.Secure: true } && (!EndPoint(client).IsEmpty || TryExport(client, stackalloc byte[32]));

    internal ReadOnlySpan<byte> EndPoint(in SaslClient client) => node.Bindings is { } bindings ? bindings.EndPointHash(client.Connection.Id) : default;

    internal bool TryExport(in SaslClient client, Span<byte> to) => node.Bindings?.TryExportKeyingMaterial(client.Connection.Id, to) == true;

    internal int Finished(in SaslClient client, Span<byte> to) => node.Bindings?.ClientFinished(client.Connection.Id, to) ?? 0;

    /// <summary>The account of a name as clients write it: with or without our domain. Null: there is none.</summary>
    public Account? Find(string name) => node.State.Accounts.TryGet(Folded(name), out var account) ? account : null;

    /// <summary>Whether a client that proved to be <paramref name="account"/>'s may act as <paramref name="authorization"/>: as itself alone.</summary>
    internal bool IsSame(string authorization, Account account) => authorization.Length == 0 || Folded(authorization) == account.Folded;

    /// <summary>
    /// What a name that has no account (or one without such a password) is answered with: always the same for the same name, made from the node's secret, and
    /// as much work as a real one. Nobody can prove it.
    /// </summary>
    internal ScramVerifier Phantom(string name, ScramHash hash)
    {
        var seed = HMACSHA256.HashData(node.Secret, Encoding.UTF8.GetBytes($"{hash}:{Folded(name)}"));
        var length = Scram.LengthOf(hash);
        var keys = HKDF.Expand(HashAlgorithmName.SHA256, seed, Scram.SaltLength + (2 * length));
        return new(hash, node.Settings.Accounts.PasswordIterations, Convert.ToBase64String(keys.AsSpan(0, Scram.SaltLength)),
            Convert.ToBase64String(keys.AsSpan(Scram.SaltLength, length)), Convert.ToBase64String(keys.AsSpan(Scram.SaltLength + length)));
    }

    private string Folded(string name)
    {
        var at = name.LastIndexOf('@');
        var local = at > 0 && string.Equals(name[(at + 1)..], node.Settings.Server.Domain, StringComparison.OrdinalIgnoreCase) ? name[..at] : name;
        return node.Names.TryAccount(local, NameRules.AccountLengthMax, out _, out var folded) ? folded : local;
    }

    private static ScramHash? ScramOf(string name) => name switch
    {
        "SCRAM-SHA-1" => ScramHash.Sha1,
        "SCRAM-SHA-256" => ScramHash.Sha256,
        "SCRAM-SHA-512" => ScramHash.Sha512,
        _ => null,
    };
}
