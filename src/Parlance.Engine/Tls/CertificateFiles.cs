using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tls;

/// <summary>A certificate chain and its key in PEM files, read with the operator in mind.</summary>
internal static class CertificateFiles
{
    /// <summary>Bytes of either file.</summary>
    public const int LengthMax = 1 << 20;

    /// <summary>The server's own certificate, the first of the chain's file.</summary>
    /// <exception cref="CertificateException">A file is missing, unreadable or not PEM, or the key is encrypted.</exception>
    public static X509Certificate2 ReadLeaf(string certificate, string key)
    {
        var chain = Read(certificate, "certificate");
        var secret = Read(key, "key");
        if (secret.Contains("ENCRYPTED", StringComparison.Ordinal))
            throw new CertificateException($"the key {key} is encrypted; write it without a password: openssl pkey -in {key} -out FILE");
        if (!secret.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
            throw new CertificateException($"the key {key} has no '-----BEGIN PRIVATE KEY-----'; it must be in PEM form.");

        try
        {
            return X509Certificate2.CreateFromPem(chain);
        }
        catch (CryptographicException e)
        {
            throw new CertificateException($"the certificate {certificate} is not in PEM form: {e.Message} Convert it: openssl x509 -inform der -in {certificate} -out FILE", e);
        }
    }

    public static CertificateException NotMatching(string certificate, string key, Exception? inner = null) =>
        new($"the key {key} does not belong to the certificate {certificate}; use the pair that was made together.", inner);

    /// <summary>What the operator should know of a certificate that can be used; null when nothing.</summary>
    public static string? Warning(X509Certificate2 leaf, string path, DateTimeOffset now)
    {
        var (from, until) = (new DateTimeOffset(leaf.NotBefore), new DateTimeOffset(leaf.NotAfter));
        return now > until ? $"the certificate {path} ended on {until:yyyy-MM-dd}: clients will refuse it; renew it and reload."
            : now < from ? $"the certificate {path} begins only on {from:yyyy-MM-dd}: clients will refuse it; check the clock."
            : now > until.AddDays(-7) ? $"the certificate {path} ends on {until:yyyy-MM-dd}; renew it and reload."
            : null;
    }

    /// <summary>Channel binding <c>tls-server-end-point</c> (RFC 5929 section 4.1): the hash of the certificate by its own signature's hash; empty when that is undefined.</summary>
    public static byte[] EndPointHash(X509Certificate2 leaf) => leaf.SignatureAlgorithm.Value switch
    {
        // MD5 and SHA-1 are replaced by SHA-256.
        "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.10045.4.1" => SHA256.HashData(leaf.RawDataMemory.Span),
        "1.2.840.113549.1.1.11" or "1.2.840.10045.4.3.2" => SHA256.HashData(leaf.RawDataMemory.Span),
        "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(leaf.RawDataMemory.Span),
        "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => SHA512.HashData(leaf.RawDataMemory.Span),
        _ => [],
    };

    private static string Read(string path, string what)
    {
        if (Directory.Exists(path)) throw new CertificateException($"the {what} {path} is a folder; name the file in it.");
        try
        {
            if (new FileInfo(path).Length > LengthMax) throw new CertificateException($"the {what} {path} is larger than {LengthMax} bytes: not a PEM file.");
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CertificateException($"the {what} {path} does not exist; correct the path in [tls] or the listener.", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new CertificateException($"the {what} {path} cannot be read: {e.Message} Give the server's user the right to.", e);
        }
    }
}
