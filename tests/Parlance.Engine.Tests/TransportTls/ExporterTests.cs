using System.Runtime.InteropServices;
using System.Text;
using Parlance.Engine.Tests.Transport;
using Parlance.Engine.Transport.Epoll;

namespace Parlance.Engine.Tests.TransportTls;

/// <summary>Channel binding by exported keying material: SslStream has none, so the client here is OpenSSL itself.</summary>
public sealed unsafe class ExporterTests
{
    private const string Ssl = "libssl.so.3";
    private const int SetMaxVersion = 124;

    [Theory, InlineData(0x0303), InlineData(0x0304)]
    public void both_ends_export_the_same_bytes(int version)
    {
        using var certificates = new Certificates();
        using var rig = new Rig(new EpollTransport());
        using var socket = Rig.Connect(rig.Listen(certificates.Listener));
        var context = SSL_CTX_new(TLS_client_method());
        SSL_CTX_ctrl(context, SetMaxVersion, version, 0);
        var ssl = SSL_new(context);
        Assert.Equal(1, SSL_set_fd(ssl, (int)socket.Handle));
        Assert.Equal(1, SSL_connect(ssl));

        byte[] ours = new byte[32], theirs = new byte[32];
        var label = Encoding.ASCII.GetBytes("EXPORTER-Channel-Binding");
        fixed (byte* to = theirs, name = label) Assert.Equal(1, SSL_export_keying_material(ssl, to, 32, name, label.Length, name, 0, 1));
        rig.Until(h => h.All.Count == 1, "opened");
        Assert.True(rig.Do(() => rig.Transport.TryExportKeyingMaterial(rig.Heard.All[0].Id, ours)));
        Assert.Equal(theirs, ours);
        Assert.Contains(ours, b => b != 0);
        Assert.False(rig.Do(() => rig.Transport.TryExportKeyingMaterial(999, ours)));
        SSL_free(ssl);
        SSL_CTX_free(context);
    }

    [DllImport(Ssl)] private static extern nint TLS_client_method();
    [DllImport(Ssl)] private static extern nint SSL_CTX_new(nint method);
    [DllImport(Ssl)] private static extern void SSL_CTX_free(nint context);
    [DllImport(Ssl)] private static extern nint SSL_CTX_ctrl(nint context, int command, nint number, nint pointer);
    [DllImport(Ssl)] private static extern nint SSL_new(nint context);
    [DllImport(Ssl)] private static extern void SSL_free(nint ssl);
    [DllImport(Ssl)] private static extern int SSL_set_fd(nint ssl, int fd);
    [DllImport(Ssl)] private static extern int SSL_connect(nint ssl);
    [DllImport(Ssl)] private static extern int SSL_export_keying_material(nint ssl, byte* to, nint length, byte* label, nint labelLength, byte* context, nint contextLength, int useContext);
}
