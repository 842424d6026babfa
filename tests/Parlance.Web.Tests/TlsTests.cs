using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Parlance.Process;

namespace Parlance.Web.Tests;

/// <summary>HTTP under TLS, and what keeps the port from being used up.</summary>
public class TlsTests
{
    [Fact]
    public async Task https_is_served_with_the_servers_certificate()
    {
        using var node = new WebNode(http: "tls = true");
        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/admin/users")).StatusCode);

        using var stream = await EventStream.Open(node, "type=channel.join");
        using var ana = node.Connect("ana");
        ana.Join("#tea");
        Assert.Equal("channel.join", (await stream.Next()).Name);
    }

    [Fact]
    public async Task a_new_certificate_is_used_after_a_reload()
    {
        using var node = new WebNode(http: "tls = true");
        var before = await Shown(node.HttpPort);
        foreach (var file in Directory.GetFiles(Path.Combine(node.Folder, "tls"))) File.Delete(file);
        SelfSignedCertificate.Ensure(Path.Combine(node.Folder, "tls", "certificate.pem"), Path.Combine(node.Folder, "tls", "key.pem"), "localhost");
        Assert.Equal(before, await Shown(node.HttpPort));

        await node.Post("/admin/config/reload");
        Assert.NotEqual(before, await Shown(node.HttpPort));
    }

    [Fact]
    public async Task who_speaks_plainly_to_the_tls_port_is_cut()
    {
        using var node = new WebNode(http: "tls = true");
        using var socket = new TcpClient("127.0.0.1", node.HttpPort);
        await socket.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var rest = new byte[256];
        try
        {
            while (await socket.GetStream().ReadAsync(rest, patience.Token) > 0) { }
        }
        catch (IOException)
        {
            // Cut without a goodbye: as good.
        }

        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public void a_port_in_use_stops_the_start_with_what_to_do()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var wrong = Assert.Throws<StartException>(() => new WebNode(http: $"tls = false\n[[listen.http]]\nport = {port}").Dispose());
        Assert.Contains($"127.0.0.1:{port} (http)", wrong.Message, StringComparison.Ordinal);
        Assert.Contains("change the port", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Long", 20_000, 431)]
    [InlineData("X-Fine", 100, 200)]
    public async Task headers_have_a_limit(string name, int length, int status)
    {
        using var node = new WebNode();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz");
        request.Headers.Add(name, new string('x', length));
        Assert.Equal(status, (int)(await node.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task a_path_has_a_limit()
    {
        using var node = new WebNode();
        Assert.Equal(HttpStatusCode.RequestUriTooLong, (await node.Client.GetAsync("/admin/users/" + new string('x', 9_000))).StatusCode);
        await node.Get("/admin/users/" + new string('x', 2_000), HttpStatusCode.BadRequest);
    }

    private static async Task<string> Shown(int port)
    {
        using var socket = new TcpClient("127.0.0.1", port);
        await using var tls = new SslStream(socket.GetStream(), false, static (_, _, _, _) => true);
        await tls.AuthenticateAsClientAsync("localhost");
        return tls.RemoteCertificate!.GetCertHashString();
    }
}
