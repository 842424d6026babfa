using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Parlance.Configuration;
using Parlance.Logging;
using Parlance.Process;

namespace Parlance.Web.Tests;

/// <summary>A node with its HTTP side, in this process, on free ports and in a folder of its own.</summary>
internal sealed class WebNode : IDisposable
{
    public const string Staff = """
        [[oper]]
        name = "root"
        password = "secret"
        [[oper]]
        name = "mod"
        password = "secret"
        class = "moderator"
        [[oper]]
        name = "aide"
        password = "secret"
        class = "helper"
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("parlance-web-").FullName;
    private readonly NodeHost _host;
    private bool _isStopped;

    public WebNode(string more = "", string http = "tls = false", bool limits = false)
    {
        var document = $"""
            {more}
            [data]
            dir = "{_folder}"
            [limits]
            enabled = {(limits ? "true" : "false")}
            [[listen.irc]]
            port = 0
            [[listen.http]]
            port = 0
            {http}
            {Staff}
            """;
        var read = new ConfigurationSource { File = Path.Combine(_folder, "parlance.toml") }.Read(Encoding.UTF8.GetBytes(document));
        Assert.Empty(read.Problems.Select(problem => problem.ToString()));
        var configuration = read.Configuration!;
        if (configuration.SelfSigned is { } files) SelfSignedCertificate.Ensure(files.Certificate, files.Key, "localhost");
        _host = new(configuration, new Quiet(Notices)) { Control = new ServerControl(() => configuration, () => Reloads(configuration)) };
        _host.Start();
        Secure = http.Contains("tls = true", StringComparison.Ordinal);
        Client = NewClient();
    }

    public List<string> Notices { get; } = [];
    public NodeHost Host => _host;
    public string Folder => _folder;
    public bool Secure { get; }
    public HttpClient Client { get; }
    public int HttpPort => _host.WebBound[0].Port;
    public int IrcPort => _host.Bound[0].Port;

    /// <summary>What a reload comes to; null: good.</summary>
    public string? WrongWithConfiguration { get; set; }

    public HttpClient NewClient(string? name = "root", string password = "secret")
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = static (_, _, _, _) => true } };
        var client = new HttpClient(handler) { BaseAddress = new Uri($"{(Secure ? "https" : "http")}://127.0.0.1:{HttpPort}"), Timeout = TimeSpan.FromSeconds(20) };
        if (name is not null) client.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
        return client;
    }

    public HttpClient WithToken(string token)
    {
        var client = NewClient(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<JsonElement> Get(string path, HttpStatusCode status = HttpStatusCode.OK)
    {
        if (path.StartsWith("/admin/events", StringComparison.Ordinal)) await Written();
        return await Read(await Client.GetAsync(path), status);
    }

    /// <summary>What has happened so far is in the log.</summary>
    private async Task Written() => await Host.Parts.Commits.Reached(await Host.Loop.Ask(static node => node.IsStorageDown ? 0 : node.Position), CancellationToken.None);

    public async Task<JsonElement> Post(string path, object? body = null, HttpStatusCode status = HttpStatusCode.OK) =>
        await Read(await Client.PostAsync(path, body is null ? null : JsonContent.Create(body)), status);

    public async Task<JsonElement> Delete(string path, HttpStatusCode status = HttpStatusCode.OK) => await Read(await Client.DeleteAsync(path), status);

    public static async Task<JsonElement> Read(HttpResponseMessage answer, HttpStatusCode status)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{(int)answer.StatusCode} instead of {(int)status}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>What happened, as the log has it: kind and target.</summary>
    public async Task<List<JsonElement>> Events(string query) => [.. (await Get($"/admin/events?{query}")).GetProperty("items").EnumerateArray()];

    public Chatter Connect(string nick) => Chatter.Connect(IrcPort, nick);

    public TimeSpan Stop()
    {
        var began = TimeProvider.System.GetTimestamp();
        _isStopped = true;
        _host.Stop(ServerProcess.StopWithin);
        return TimeProvider.System.GetElapsedTime(began);
    }

    public void Dispose()
    {
        Client.Dispose();
        if (!_isStopped) Stop();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string? Reloads(ServerConfiguration configuration)
    {
        if (WrongWithConfiguration is null) _host.Reload(configuration.Settings);
        return WrongWithConfiguration;
    }

    private sealed class Quiet(List<string> notices) : ILogSink
    {
        public bool IsOn(LogLevel level) => true;

        public void Write(LogLevel level, string source, string text, params ReadOnlySpan<(string Name, object? Value)> values)
        {
            lock (notices) notices.Add($"{source}: {text}");
        }
    }
}
