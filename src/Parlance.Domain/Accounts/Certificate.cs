namespace Parlance.Domain.Accounts;

/// <summary>Lets a client certificate log in (SASL EXTERNAL).</summary>
/// <param name="Fingerprint">SHA-256, lower-case hex.</param>
public sealed record AddCertificate(string Fingerprint) : AccountCommand
{
    private const int FingerprintLength = 64;

    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (Fingerprint.Length != FingerprintLength || !Fingerprint.All(char.IsAsciiHexDigitLower)) return new Refusal(RefusalCode.BadParameter, "fingerprint");
        if (account.Certificates.Contains(Fingerprint)) return Verdict.Nothing;
        if (state.Accounts.TryFingerprint(Fingerprint, out _)) return new Refusal(RefusalCode.TakenByAnother, "certificate");
        if (account.Certificates.Count >= Account.CertificatesMax) return new Refusal(RefusalCode.ListFull, "certificates");

        return new CertificateAdded(Fingerprint) { Account = account.Id, Name = account.Name };
    }
}

/// <summary>The certificate may no longer log in.</summary>
/// <inheritdoc cref="AddCertificate"/>
public sealed record RemoveCertificate(string Fingerprint) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now) =>
        account.Certificates.Contains(Fingerprint)
            ? new CertificateRemoved(Fingerprint) { Account = account.Id, Name = account.Name }
            : new Refusal(RefusalCode.NothingToDo, "certificate");
}

[EventName("account.certificate.add")]
public sealed record CertificateAdded([property: Personal] string Fingerprint) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => state.Accounts.AttachCertificate(account, Fingerprint);
}

[EventName("account.certificate.remove")]
public sealed record CertificateRemoved([property: Personal] string Fingerprint) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at) => state.Accounts.DetachCertificate(account, Fingerprint);
}
