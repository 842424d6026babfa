using System.Security.Cryptography;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Names;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Engine.Security.Sasl;

namespace Parlance.Web.Security;

/// <summary>Accounts that <c>[admin] accounts</c> names, as class admin, by password; and tokens of any account, by what their scopes allow.</summary>
public sealed class AccountCallers(NodeLoop loop, Func<Settings> settings) : ICallers
{
    /// <summary>Characters of a token that are looked at.</summary>
    public const int TokenLengthMax = 512;

    private const string Class = "admin";

    public async Task<Candidate?> Find(string name, string address, bool secure, CancellationToken stop)
    {
        if (Encoding.UTF8.GetByteCount(name) > NameRules.AccountLengthMax) return null;
        return await loop.Ask(node => Of(node, name, address)).WaitAsync(Serving.WebParts.AnswerWithin, stop);
    }

    public async Task<Caller?> FindToken(string token, string address, CancellationToken stop)
    {
        if (token.Length is 0 or > TokenLengthMax) return null;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
        return await loop.Ask(node => OfToken(node, hash, address)).WaitAsync(Serving.WebParts.AnswerWithin, stop);
    }

    /// <summary>What a token may is what its scopes name: privileges of operators, or <c>admin</c> for all, and never more than its account may.</summary>
    private Caller? OfToken(Node node, string hash, string address)
    {
        if (!node.State.Accounts.TryToken(hash, out var account, out var token) || !token.Holds(node.Now.Wall) || account.IsSuspended || !IsAdmin(node, account)) return null;
        return new(account.Folded, Class, address, [.. token.Scopes.Select(scope => scope == "admin" ? "*" : scope)]);
    }

    private Candidate? Of(Node node, string name, string address)
    {
        if (!node.State.Accounts.TryGet(node.Names.Fold(name), out var account) || account.IsSuspended || !IsAdmin(node, account)) return null;
        if ((account.VerifierOf(ScramHash.Sha256) ?? (account.Verifiers is [var first, ..] ? first : null)) is not { } verifier) return null;
        return new(new(account.Folded, Class, address, ["*"]), verifier.StoredKey, IsCostly: true,
            given => OpaqueString.TryPrepare(given, Logins.PasswordMax, out var prepared) && Scram.IsRight(prepared, verifier));
    }

    private bool IsAdmin(Node node, Account account) => settings().Admin.Accounts.Any(name => node.Names.Fold(name) == account.Folded);
}
