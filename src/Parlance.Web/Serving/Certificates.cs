using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parlance.Engine;
using Parlance.Engine.Transport;

namespace Parlance.Web.Serving;

/// <summary>A listener's certificate, read again on reload; connections that are open keep theirs.</summary>
internal sealed class Certificates(WebListener listener)
{
    private SslServerAuthenticationOptions? _options;

    /// <summary>What a new connection is given.</summary>
    public SslServerAuthenticationOptions Options => Volatile.Read(ref _options)!;

    /// <exception cref="CertificateException">Missing, unreadable or not matching; the old one stays.</exception>
    public void Load()
    {
        var (certificate, key) = (listener.Certificate!, listener.Key!);
        try
        {
            var pair = X509Certificate2.CreateFromPemFile(certificate, key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(certificate);
            Volatile.Write(ref _options, new()
            {
                ServerCertificateContext = SslStreamCertificateContext.Create(pair, chain, offline: true),
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                ApplicationProtocols = [SslApplicationProtocol.Http11],
                AllowRenegotiation = false,
            });
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CertificateException($"the certificate {certificate} and the key {key} cannot be used together: {e.Message} Use the PEM files that were made together, the key without a password.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"the certificate {certificate} or its key {key} cannot be read: {e.Message} Correct the path, or give the server's user the right to.", e);
        }
    }
}
