using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parlance.Engine.Tests.Transport;
using Parlance.Engine.Tls;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;
using Parlance.Engine.Transport.Portable;

namespace Parlance.Engine.Tests.TransportTls;

/// <summary>Certificates as an operator brings them, to both transports.</summary>
public abstract class CertificateTests(Func<TransportOptions?, ITransport> make) : IDisposable
{
    private readonly Certificates _certificates = new();

    private Rig New(TransportOptions? options = null) => new(make(options));

    [Fact]
    public void a_renewed_certificate_is_for_new_connections_and_open_ones_go_on()
    {
        using var rig = New();
        var to = rig.Listen(_certificates.Listener);
        using var old = Certificates.Secure(Rig.Connect(to));
        var another = _certificates.Another("two");
        File.Copy(another.Certificate, _certificates.Certificate, overwrite: true);
        File.Copy(another.Key, _certificates.Key, overwrite: true);
        rig.Do(rig.Transport.ReloadCertificates);
        using var fresh = Certificates.Secure(Rig.Connect(to));
        Assert.Equal([_certificates.Fingerprint, another.Fingerprint], [FingerprintOf(old), FingerprintOf(fresh)]);
        foreach (var stream in new[] { old, fresh })
        {
            stream.Write("tea"u8);
            Assert.Equal("tea"u8.ToArray(), Rig.ReadExactly(stream, 3));
        }
    }

    [Fact]
    public void a_reload_that_fails_changes_nothing()
    {
        using var rig = New();
        var to = rig.Listen(_certificates.Listener);
        File.WriteAllText(_certificates.Certificate, "nonsense");
        var failure = Assert.Throws<CertificateException>(() => rig.Do(rig.Transport.ReloadCertificates));
        Assert.Contains(_certificates.Certificate, failure.Message, StringComparison.Ordinal);
        using var client = Certificates.Secure(Rig.Connect(to));
        Assert.Equal(_certificates.Fingerprint, FingerprintOf(client));
    }

    [Fact]
    public void each_fault_is_told_with_its_file_and_remedy()
    {
        var another = _certificates.Another("two");
        var encrypted = _certificates.PathOf("encrypted.pem");
        using (var key = ECDsa.Create(ECCurve.NamedCurves.nistP256))
            File.WriteAllText(encrypted, key.ExportEncryptedPkcs8PrivateKeyPem("tea", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)));
        var large = _certificates.PathOf("large.pem");
        File.WriteAllText(large, new string('x', (1 << 20) + 1));
        var der = _certificates.PathOf("cert.der");
        File.WriteAllText(der, "0\u0082");
        var missing = _certificates.PathOf("missing.pem");

        Refused(missing, _certificates.Key, missing, "does not exist");
        Refused(_certificates.Certificate, missing, missing, "does not exist");
        Refused(der, _certificates.Key, der, "not in PEM form");
        Refused(_certificates.Certificate, der, der, "PEM");
        Refused(_certificates.Certificate, another.Key, another.Key, "does not belong to");
        Refused(_certificates.Certificate, encrypted, encrypted, "is encrypted");
        Refused(large, _certificates.Key, large, "larger than");
        Refused(_certificates.PathOf("two"), _certificates.Key, _certificates.PathOf("two"), "is a folder");
        Refused(null, null, "127.0.0.1:0", "has no certificate");
    }

    [Fact]
    public void an_ended_certificate_is_used_and_the_operator_warned()
    {
        using var ended = Certificates.OfClient(until: DateTimeOffset.UtcNow.AddDays(-1));
        File.WriteAllText(_certificates.Certificate, ended.ExportCertificatePem());
        File.WriteAllText(_certificates.Key, ended.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
        var notices = new List<string>();
        using var rig = New(new TransportOptions { Notice = notices.Add });
        using var client = Certificates.Secure(Rig.Connect(rig.Listen(_certificates.Listener)));
        Assert.Contains("ended on", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public void the_hash_of_our_certificate_is_there_for_channel_binding()
    {
        using var rig = New();
        using var client = Certificates.Secure(Rig.Connect(rig.Listen(_certificates.Listener)));
        rig.Until(h => h.All.Count == 1, "opened");
        var hash = rig.Do(() => rig.Transport.EndPointHash(rig.Heard.All[0].Id).ToArray());
        Assert.Equal(Convert.FromHexString(_certificates.Fingerprint), hash);   // signed with SHA-256, so the same
        Assert.Empty(rig.Do(() => rig.Transport.EndPointHash(999).ToArray()));
    }

    public void Dispose()
    {
        _certificates.Dispose();
        GC.SuppressFinalize(this);
    }

    private void Refused(string? certificate, string? key, string names, string says)
    {
        using var rig = New();
        var failure = Assert.Throws<CertificateException>(() => rig.Listen(Rig.Plain with { Tls = true, Certificate = certificate, Key = key }));
        Assert.Contains(names, failure.Message, StringComparison.Ordinal);
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
        Assert.Empty(rig.Do(() => rig.Transport.Bound));
    }

    private static string FingerprintOf(SslStream stream) => stream.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant();
}

public sealed class EpollCertificateTests() : CertificateTests(o => new EpollTransport(o));

public sealed class PortableCertificateTests() : CertificateTests(o => new PortableTransport(o));

public sealed class SelfSignedTests
{
    [Fact]
    public void a_first_start_makes_a_pair_that_only_its_owner_reads_and_later_ones_use_it()
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("parlance-own").FullName, "data");
        try
        {
            var made = SelfSigned.Ensure(folder, ["one.example.org", "example.org"]);
            if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(made.Key));
            Assert.Equal(2, Directory.GetFiles(folder).Length);
            using var certificate = X509Certificate2.CreateFromPemFile(made.Certificate, made.Key);
            Assert.Equal(made.Fingerprint, certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
            foreach (var name in new[] { "one.example.org", "example.org", "localhost", "127.0.0.1", "::1" }) Assert.True(certificate.MatchesHostname(name), name);
            Assert.True(certificate.NotAfter > DateTime.Now.AddYears(9));
            Assert.Equal(made, SelfSigned.Ensure(folder, ["other"]));

            File.Delete(made.Certificate);
            Assert.Contains("missing beside", Assert.Throws<CertificateException>(() => SelfSigned.Ensure(folder, [])).Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(folder)!, recursive: true);
        }
    }
}
