using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tls;

/// <summary>The certificate of a first start, made when the operator has named none: ECDSA P-256, signed by itself, for ten years.</summary>
public static class SelfSigned
{
    public const string CertificateFile = "cert.pem", KeyFile = "key.pem";

    /// <summary>Names in the certificate.</summary>
    public const int NamesMax = 64;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(3652);

    /// <summary>
    /// Uses the pair in the folder, or makes one for the names, <c>localhost</c>, 127.0.0.1 and ::1. The files appear whole or not at all and only their owner may read them.
    /// </summary>
    /// <returns>The paths, and the SHA-256 fingerprint in lower-case hex that people compare.</returns>
    /// <exception cref="CertificateException">One file of the pair is missing, or the folder cannot be written.</exception>
    public static (string Certificate, string Key, string Fingerprint) Ensure(string folder, IEnumerable<string> names)
    {
        var (certificate, key) = (Path.Combine(folder, CertificateFile), Path.Combine(folder, KeyFile));
        var (hasCertificate, hasKey) = (File.Exists(certificate), File.Exists(key));
        if (hasCertificate != hasKey)
            throw new CertificateException($"{(hasKey ? certificate : key)} is missing beside {(hasKey ? key : certificate)}; put it back, or remove the other too and a new pair is made.");

        if (hasCertificate)
        {
            using var leaf = CertificateFiles.ReadLeaf(certificate, key);
            return (certificate, key, Fingerprint(leaf));
        }

        try
        {
            Directory.CreateDirectory(folder);
            using var secret = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            using var made = Make(secret, [.. names.Take(NamesMax)]);
            WriteWhole(key, secret.ExportPkcs8PrivateKeyPem());
            WriteWhole(certificate, made.ExportCertificatePem());
            return (certificate, key, Fingerprint(made));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"the certificate {certificate} cannot be made: {e.Message} Give the server's user the right to write there.", e);
        }
    }

    private static X509Certificate2 Make(ECDsa secret, string[] names)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(names.Length > 0 && names[0].Length <= 64 ? names[0] : "localhost");   // X.520: a common name has at most 64 characters
        var request = new CertificateRequest(subject.Build(), secret, HashAlgorithmName.SHA256);

        var alternative = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Append("localhost").Distinct(StringComparer.OrdinalIgnoreCase)) alternative.AddDnsName(name);
        alternative.AddIpAddress(IPAddress.Loopback);
        alternative.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(alternative.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], critical: false));

        var now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now + s_lifetime);   // a day back: clocks differ
    }

    private static void WriteWhole(string path, string text)
    {
        var draft = path + ".new";
        File.Delete(draft);   // or its mode and not ours would hold
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(text + '\n'));
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static string Fingerprint(X509Certificate2 leaf) => leaf.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}
