using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Names;

namespace Parlance.Engine.Security.Sasl;

/// <summary>PLAIN (RFC 4616): <c>[authzid] NUL authcid NUL password</c>. The password is hashed by a worker, for a name without an account as well.</summary>
internal sealed class PlainExchange(Logins logins, in SaslClient client) : SaslExchange(logins, client)
{
    private protected override SaslOutcome Take(ReadOnlySpan<byte> message, Action<SaslOutcome> later)
    {
        var first = message.IndexOf((byte)0);
        var second = first < 0 ? -1 : message[(first + 1)..].IndexOf((byte)0) + first + 1;
        if (first < 0 || second <= first) return SaslFault.Malformed;
        if (!SaslText.TryRead(message[..first], SaslText.NameMax, out var authorization)) return SaslFault.Malformed;
        if (!SaslText.TryRead(message[(first + 1)..second], SaslText.NameMax, out var name) || name.Length == 0) return SaslFault.Malformed;
        if (!SaslText.TryRead(message[(second + 1)..], MessageMax, out var password) || password.Length == 0) return SaslFault.Malformed;
        if (!Logins.TryCount(Client.Connection)) return SaslFault.TooMany;

        var account = Logins.Find(name);
        var isSane = OpaqueString.TryPrepare(password, Logins.PasswordMax, out var prepared);
        var verifier = account?.VerifierOf(ScramHash.Sha256) ?? account?.VerifierOf(ScramHash.Sha512) ?? account?.VerifierOf(ScramHash.Sha1) ?? Logins.Phantom(name, ScramHash.Sha256);
        Node.Effects.Work.Add(new PlainCheck(isSane ? prepared : "", verifier, right => later(Judge(right, isSane, account?.Id ?? default, authorization, verifier))) { For = Client.Connection });
        return SaslOutcome.Pending;
    }

    /// <summary>The account is looked up again: it may be gone, or have another password, since the worker began.</summary>
    private SaslOutcome Judge(bool? isRight, bool isSane, EventId id, string authorization, ScramVerifier verifier)
    {
        if (isRight is null) return SaslFault.Busy;
        if (isRight == false || !isSane || !Node.State.Accounts.TryGet(id, out var account) || account.VerifierOf(verifier.Hash) != verifier) return SaslFault.NotAuthorized;
        return Logins.IsSame(authorization, account) ? SaslOutcome.Proved(account) : SaslFault.WrongAuthorization;
    }
}

/// <summary>Holds a password against its verifier, off the loop.</summary>
/// <param name="password">As it was prepared.</param>
/// <param name="verifier">What is kept of the right one.</param>
/// <param name="judge">Told whether it is right; null: no worker took it.</param>
internal sealed class PlainCheck(string password, ScramVerifier verifier, Action<bool?> judge) : Work
{
    private bool? _isRight;

    public override void Run() => _isRight = Scram.IsRight(password, verifier);

    public override void Done(Node node) => judge(_isRight);
}
