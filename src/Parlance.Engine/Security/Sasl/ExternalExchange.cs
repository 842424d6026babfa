namespace Parlance.Engine.Security.Sasl;

/// <summary>EXTERNAL (RFC 4422 appendix A): the client's certificate says who it is; the message may name the account.</summary>
internal sealed class ExternalExchange(Logins logins, in SaslClient client) : SaslExchange(logins, client)
{
    private protected override SaslOutcome Take(ReadOnlySpan<byte> message, Action<SaslOutcome> later)
    {
        if (!SaslText.TryRead(message, SaslText.NameMax, out var authorization)) return SaslFault.Malformed;
        if (!Logins.TryCount(Client.Connection)) return SaslFault.TooMany;
        if (Client.Fingerprint is not { } fingerprint || !Node.State.Accounts.TryFingerprint(fingerprint, out var account)) return SaslFault.NotAuthorized;
        return Logins.IsSame(authorization, account) ? SaslOutcome.Proved(account) : SaslFault.WrongAuthorization;
    }
}

/// <summary>ANONYMOUS (RFC 4505): a guest. The trace it may give is not kept.</summary>
internal sealed class AnonymousExchange(Logins logins, in SaslClient client) : SaslExchange(logins, client)
{
    /// <summary>Characters of a trace.</summary>
    private const int TraceMax = 255;

    private protected override SaslOutcome Take(ReadOnlySpan<byte> message, Action<SaslOutcome> later) =>
        SaslText.TryRead(message, TraceMax * 4, out var trace) && trace.Length <= TraceMax ? new SaslOutcome(SaslResult.Success) : SaslFault.Malformed;
}
