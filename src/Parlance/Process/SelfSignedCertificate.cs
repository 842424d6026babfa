using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parlance.Process;

/// <summary>The certificate of a server that was given none: ECDSA P-256, ten years, made once and kept, so that clients that trust it go on doing so.</summary>
internal static class SelfSignedCertificate
{
    private const int Years = 10;

    /// <exception cref="StartException">The files cannot be written.</exception>
    public static void Ensure(string certificate, string key, string name)
    {
        if (File.Exists(certificate) && File.Exists(key)) return;

        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", pair, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));   // id-kp-serverAuth
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(Years));

        Startup.MakeFolder(Path.GetDirectoryName(certificate)!);
        FileModes.Write(key, pair.ExportPkcs8PrivateKeyPem() + "\n", FileModes.OwnerOnly);
        FileModes.Write(certificate, made.ExportCertificatePem() + "\n", FileModes.Readable);
    }
}
