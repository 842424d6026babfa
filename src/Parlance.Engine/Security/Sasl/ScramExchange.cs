using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Accounts;

namespace Parlance.Engine.Security.Sasl;

/// <summary>
/// SCRAM (RFC 5802; RFC 7677 for SHA-256) and its <c>-PLUS</c> forms with <c>tls-exporter</c> (RFC 9266), <c>tls-server-end-point</c> and <c>tls-unique</c> (RFC 5929). The server's
/// side is a few HMACs, done on the loop. A name without an account gets a salt all the same.
/// </summary>
internal sealed class ScramExchange(Logins logins, in SaslClient client, ScramHash hash, bool isPlus) : SaslExchange(logins, client)
{
    private const int NonceBytes = 18;

    private ScramFirst? _first;
    private ScramVerifier? _verifier;
    private EventId _account;
    private string _serverFirst = "";
    private string _nonce = "";
    private byte[] _bound = [];

    private protected override SaslOutcome Take(ReadOnlySpan<byte> message, Action<SaslOutcome> later)
    {
        if (!SaslText.TryRead(message, MessageMax, out var text)) return SaslFault.Malformed;
        return _first is null ? Begin(text) : Finish(_first, text);
    }

    private SaslOutcome Begin(string text)
    {
        if (ScramFirst.Parse(text) is not { } first) return SaslFault.Malformed;
        if (first.Binding.StartsWith("p=", StringComparison.Ordinal) != isPlus) return SaslFault.Malformed;
        // It would bind if we could: who took our -PLUS from the list is in between (RFC 5802 section 6).
        if (first.Binding == "y" && Logins.CanBind(Client)) return SaslFault.NotAuthorized;
        if (isPlus && !TryBind(first.Binding[2..])) return SaslFault.Malformed;
        if (!Logins.TryCount(Client.Connection)) return SaslFault.TooMany;

        var account = Logins.Find(first.Name);
        _first = first;
        _account = account?.Id ?? default;
        _verifier = account?.VerifierOf(hash) ?? Logins.Phantom(first.Name, hash);
        Span<byte> own = stackalloc byte[NonceBytes];
        Node.Entropy.Fill(own);
        _nonce = first.Nonce + Convert.ToBase64String(own);
        _serverFirst = string.Create(CultureInfo.InvariantCulture, $"r={_nonce},s={_verifier.Salt},i={_verifier.Iterations}");
        return SaslOutcome.Ask(Encoding.UTF8.GetBytes(_serverFirst));
    }

    private SaslOutcome Finish(ScramFirst first, string text)
    {
        if (ScramFinal.Parse(text) is not { } final) return SaslFault.Malformed;
        if (final.Nonce != _nonce) return SaslFault.NotAuthorized;
        byte[] channel = [.. Encoding.UTF8.GetBytes(first.Header), .. _bound];
        var isBound = CryptographicOperations.FixedTimeEquals(channel, final.Channel);
        var auth = Encoding.UTF8.GetBytes($"{first.Bare},{_serverFirst},{final.WithoutProof}");
        var proves = Scram.Proves(final.Proof, _verifier!, auth);
        if (!isBound || !proves || !Node.State.Accounts.TryGet(_account, out var account) || account.VerifierOf(hash) != _verifier) return SaslFault.NotAuthorized;
        if (!Logins.IsSame(first.Authorization, account)) return SaslFault.WrongAuthorization;

        return SaslOutcome.Proved(account, Encoding.ASCII.GetBytes("v=" + Convert.ToBase64String(Scram.Signature(_verifier!, auth))));
    }

    private bool TryBind(string type)
    {
        if (type == "tls-server-end-point")
        {
            _bound = Logins.EndPoint(Client).ToArray();
            return _bound.Length > 0;
        }

        if (type == "tls-unique")
        {
            Span<byte> finished = stackalloc byte[64];
            _bound = finished[..Logins.Finished(Client, finished)].ToArray();
            return _bound.Length > 0;
        }

        _bound = new byte[32];
        return type == "tls-exporter" && Logins.TryExport(Client, _bound);
    }
}
