using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Parlance.Engine.Tls;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tests.Transport;

/// <summary>Certificates in a folder that goes with the test, and clients that believe anything.</summary>
public sealed class Certificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlance-tls").FullName;

    public Certificates() => (Certificate, Key, Fingerprint) = SelfSigned.Ensure(_folder, ["one.test"]);

    public string Certificate { get; }
    public string Key { get; }
    public string Fingerprint { get; }

    public Listener Listener => Rig.Plain with { Tls = true, Certificate = Certificate, Key = Key };

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>Another pair, in a folder within.</summary>
    public (string Certificate, string Key, string Fingerprint) Another(string name) => SelfSigned.Ensure(PathOf(name), [name + ".test"]);

    public static SslStream Secure(System.Net.Sockets.Socket socket, SslProtocols protocols = SslProtocols.None, X509Certificate2? own = null)
    {
        var stream = new SslStream(new System.Net.Sockets.NetworkStream(socket));
        stream.AuthenticateAsClient(new SslClientAuthenticationOptions
        {
            TargetHost = "one.test",
            EnabledSslProtocols = protocols,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is not null,
            ClientCertificates = own is null ? null : [own],
            LocalCertificateSelectionCallback = own is null ? null : (_, _, _, _, _) => own,
        });
        return stream;
    }

    /// <summary>A client's own certificate, signed by nobody.</summary>
    public static X509Certificate2 OfClient(DateTimeOffset? until = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=ana", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-30), until ?? DateTimeOffset.UtcNow.AddDays(30));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
