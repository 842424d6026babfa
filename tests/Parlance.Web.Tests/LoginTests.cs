using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parlance.Engine;
using Parlance.Web.Http;
using Parlance.Web.Security;

namespace Parlance.Web.Tests;

/// <summary>Who may ask.</summary>
public class LoginTests
{
    private static async Task<string> Code(HttpClient client, string path, HttpStatusCode status) =>
        (await WebNode.Read(await client.GetAsync(path), status)).GetProperty("code").GetString()!;

    [Fact]
    public async Task nobody_gets_in_without_a_password_or_with_a_wrong_one()
    {
        using var node = new WebNode();
        using var stranger = node.NewClient(null);
        using var wrong = node.NewClient("root", "guess");
        using var unknown = node.NewClient("nobody", "secret");

        var answer = await stranger.GetAsync("/admin/events");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("Basic", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("wrong-login", await Code(wrong, "/admin/events", HttpStatusCode.Unauthorized));
        Assert.Equal("wrong-login", await Code(unknown, "/admin/users", HttpStatusCode.Unauthorized));
        Assert.Equal("login-needed", await Code(stranger, "/admin/nothing-here", HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task staff_may_what_its_class_may()
    {
        using var node = new WebNode();
        using var aide = node.NewClient("aide");
        using var moderator = node.NewClient("mod");

        Assert.Equal(HttpStatusCode.OK, (await aide.GetAsync("/admin/users")).StatusCode);
        Assert.Equal("privilege-needed", await Code(aide, "/admin/bans", HttpStatusCode.Forbidden));
        Assert.Equal(HttpStatusCode.OK, (await moderator.GetAsync("/admin/bans")).StatusCode);
        Assert.Equal("privilege-needed", await Code(moderator, "/admin/events", HttpStatusCode.Forbidden));
        Assert.Equal("privilege-needed", await Code(moderator, "/admin/config", HttpStatusCode.Forbidden));
    }

    [Fact]
    public async Task five_wrong_passwords_shut_the_door_for_the_right_one_too()
    {
        using var node = new WebNode(limits: true);
        using var wrong = node.NewClient("root", "guess");
        for (var i = 0; i < Attempts.AttemptsMax; i++) Assert.Equal(HttpStatusCode.Unauthorized, (await wrong.GetAsync("/admin/users")).StatusCode);

        var answer = await node.Client.GetAsync("/admin/users");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, Attempts.Window.TotalSeconds);
    }

    [Fact]
    public async Task a_flood_of_requests_is_slowed()
    {
        using var node = new WebNode(limits: true);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < Pace.Burst * 3; i++) statuses.Add((await node.Client.GetAsync("/metrics")).StatusCode);

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
        Assert.True(statuses.Count(status => status == HttpStatusCode.OK) >= Pace.Burst);
        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task a_token_opens_what_its_scopes_name_until_it_ends()
    {
        using var node = new WebNode();
        await node.Post("/admin/accounts", new { name = "root", password = "correct horse" }, HttpStatusCode.Created);
        var made = await node.Post("/admin/accounts/root/tokens", new { id = "grafana", scopes = "log,see-hosts" }, HttpStatusCode.Created);
        using var machine = node.WithToken(made.GetProperty("token").GetString()!);
        using var nobody = node.WithToken("0123456789abcdef");

        Assert.Equal(HttpStatusCode.OK, (await machine.GetAsync("/admin/events")).StatusCode);
        Assert.Equal("privilege-needed", await Code(machine, "/admin/bans", HttpStatusCode.Forbidden));
        Assert.Equal("wrong-login", await Code(nobody, "/admin/events", HttpStatusCode.Unauthorized));

        await node.Delete("/admin/accounts/root/tokens/grafana");
        Assert.Equal("wrong-login", await Code(machine, "/admin/events", HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task a_token_that_has_expired_opens_nothing()
    {
        using var node = new WebNode();
        await node.Post("/admin/accounts", new { name = "root", password = "correct horse" }, HttpStatusCode.Created);
        var made = await node.Post("/admin/accounts/root/tokens", new { id = "short", scopes = "log", lasts = "1s" }, HttpStatusCode.Created);
        using var machine = node.WithToken(made.GetProperty("token").GetString()!);

        var limit = DateTime.UtcNow.AddSeconds(15);
        HttpStatusCode status;
        do status = (await machine.GetAsync("/admin/events?limit=1")).StatusCode;
        while (status == HttpStatusCode.OK && DateTime.UtcNow < limit);
        Assert.Equal(HttpStatusCode.Unauthorized, status);
    }

    [Fact]
    public async Task a_token_of_an_account_that_is_no_admin_opens_nothing()
    {
        using var node = new WebNode();
        await node.Post("/admin/accounts", new { name = "ana", password = "correct horse" }, HttpStatusCode.Created);
        var made = await node.Post("/admin/accounts/ana/tokens", new { id = "x", scopes = "admin" }, HttpStatusCode.Created);
        using var machine = node.WithToken(made.GetProperty("token").GetString()!);

        Assert.Equal("wrong-login", await Code(machine, "/admin/users", HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task an_account_that_the_configuration_names_logs_in_with_its_password()
    {
        using var node = new WebNode("[admin]\naccounts = [\"Ana\"]");
        await node.Post("/admin/accounts", new { name = "ana", password = "correct horse" }, HttpStatusCode.Created);
        using var ana = node.NewClient("ANA", "correct horse");
        using var wrong = node.NewClient("ana", "secret");

        Assert.Equal(HttpStatusCode.OK, (await ana.GetAsync("/admin/config")).StatusCode);
        Assert.Equal("wrong-login", await Code(wrong, "/admin/config", HttpStatusCode.Unauthorized));
    }

    [Fact]
    public async Task a_page_of_another_site_may_not_use_the_browsers_login()
    {
        using var node = new WebNode();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/announce") { Content = JsonContent.Create(new { text = "buy this" }) };
        request.Headers.Add("Origin", "https://evil.example");

        Assert.Equal("other-site", (await WebNode.Read(await node.Client.SendAsync(request), HttpStatusCode.Forbidden)).GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("192.0.2.1", "http", "tls-needed")]
    [InlineData("2001:db8::1", "http", "tls-needed")]
    [InlineData("192.0.2.1", "https", null)]
    [InlineData("127.0.0.1", "http", null)]
    [InlineData("::1", "http", null)]
    [InlineData("::ffff:127.0.0.1", "http", null)]
    public async Task a_password_from_elsewhere_wants_tls(string from, string scheme, string? code)
    {
        var settings = new Settings { Operators = [new() { Name = "root", Password = "secret" }] };
        using var login = new Login([new OperatorCallers(() => settings)], () => settings, TimeProvider.System);
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse(from) }, Request = { Scheme = scheme } };
        http.Request.Headers.Authorization = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("root:secret"));

        var problem = await Record.ExceptionAsync(() => login.Identify(http, CancellationToken.None));
        Assert.Equal(code, (problem as Problem)?.Code);
    }

    [Fact]
    public async Task an_operators_block_keeps_its_conditions()
    {
        var settings = new Settings
        {
            Operators =
            [
                new() { Name = "far", Password = "secret", Hostmask = "*@192.0.2.0/24" }, new() { Name = "secure", Password = "secret", TlsRequired = true },
                new() { Name = "certified", Password = "secret", Fingerprint = new('a', 64) }, new() { Name = "near", Password = "secret", Hostmask = "*@127.0.0.0/8" },
            ],
        };
        var callers = new OperatorCallers(() => settings);

        Assert.Null(await callers.Find("far", "127.0.0.1", secure: true, CancellationToken.None));
        Assert.Null(await callers.Find("secure", "127.0.0.1", secure: false, CancellationToken.None));
        Assert.NotNull(await callers.Find("secure", "127.0.0.1", secure: true, CancellationToken.None));
        Assert.Null(await callers.Find("certified", "127.0.0.1", secure: true, CancellationToken.None));
        Assert.NotNull(await callers.Find("near", "127.0.0.1", secure: false, CancellationToken.None));
    }
}
