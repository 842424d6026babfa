using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parlance.Engine.Tls;

namespace Parlance.Engine.Transport.Portable;

/// <summary>A certificate pair as <see cref="SslStream"/> wants it, with the same rules as on Linux: TLS 1.2 and 1.3, a client's certificate asked for and not judged.</summary>
internal sealed record PortableCertificate(SslServerAuthenticationOptions Options, byte[] EndPointHash)
{
    /// <exception cref="CertificateException">Certificate and key cannot be used.</exception>
    public static PortableCertificate Load(string certificate, string key, Action<string> notice)
    {
        using var leaf = CertificateFiles.ReadLeaf(certificate, key);
        if (CertificateFiles.Warning(leaf, certificate, DateTimeOffset.UtcNow) is { } warning) notice(warning);

        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(certificate, key);
            var usable = X509CertificateLoader.LoadPkcs12(pair.Export(X509ContentType.Pkcs12), null);   // a key from PEM alone is not usable on Windows
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            return new PortableCertificate(Configure(SslStreamCertificateContext.Create(usable, chain, offline: true)), CertificateFiles.EndPointHash(leaf));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw CertificateFiles.NotMatching(certificate, key, e);
        }
    }

    private static SslServerAuthenticationOptions Configure(SslStreamCertificateContext context) => new()
    {
        ServerCertificateContext = context,
        EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
        AllowRenegotiation = false,
        AllowTlsResume = false,
        ClientCertificateRequired = true,
#pragma warning disable CA5359 // A client's certificate is a name for a key, not a claim: accounts say which fingerprints count.
        RemoteCertificateValidationCallback = static (_, _, _, _) => true,
#pragma warning restore CA5359
        CertificateChainPolicy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
            VerificationFlags = X509VerificationFlags.AllFlags,
        },
    };
}
