using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Parlance.Web.Tests;

/// <summary>Figures for machines, and whether the server is well.</summary>
public partial class MetricsTests
{
    [Fact]
    public async Task the_figures_say_what_is_there()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        for (var i = 0; i < 40; i++) ana.Say("PING x");
        ana.Join("#tea");
        ana.Say("JOIN :");
        ana.Say("KICK #tea nobody");
        ana.Say("TOPIC #nowhere :x");
        ana.Say("PING done");
        ana.Hear("PONG irc.localhost :done", "PONG irc.localhost done");
        await node.Post("/admin/bans", new { kind = "nick", mask = "evil*" }, HttpStatusCode.Created);
        var text = await Figures(node);

        Assert.Contains("parlance_users 1\n", text, StringComparison.Ordinal);
        Assert.Contains("parlance_rooms 1\n", text, StringComparison.Ordinal);
        Assert.Contains("parlance_bans{kind=\"Nick\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("parlance_commands_total{dialect=\"irc\",command=\"PING\"} 41\n", text, StringComparison.Ordinal);
        Assert.Contains("parlance_command_duration_seconds_count{dialect=\"irc\",command=\"PING\"}", text, StringComparison.Ordinal);
        Assert.Contains("parlance_http_requests_total{method=\"POST\",status=\"201\"} 1\n", text, StringComparison.Ordinal);
        Assert.Matches("parlance_log_bytes [1-9]", text);
        Assert.Matches("parlance_commit_duration_seconds_bucket\\{le=\"\\+Inf\"\\} [1-9]", text);
    }

    /// <summary>Prometheus takes nothing else: a help and a type before each, cumulative buckets, a number at the end.</summary>
    [Fact]
    public async Task every_line_is_as_prometheus_reads_it()
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        ana.Join("#tea");
        var typed = new HashSet<string>();
        var buckets = new Dictionary<string, double>();
        foreach (var line in (await Figures(node)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (Head().Match(line) is { Success: true } head)
            {
                if (head.Groups["what"].Value == "TYPE") Assert.True(typed.Add(head.Groups["name"].Value), line);
                continue;
            }

            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            var name = sample.Groups["name"].Value;
            Assert.True(typed.Contains(name) || typed.Contains(Suffix().Replace(name, "")), line);
            if (!name.EndsWith("_bucket", StringComparison.Ordinal)) continue;
            var series = name + Regex.Replace(sample.Groups["labels"].Value, ",?le=\"[^\"]*\"", "");
            var value = double.Parse(sample.Groups["value"].Value, System.Globalization.CultureInfo.InvariantCulture);
            Assert.True(buckets.GetValueOrDefault(series) <= value, line);
            buckets[series] = value;
        }

        Assert.True(typed.Count > 30);
    }

    [Fact]
    public async Task the_figures_may_want_a_login()
    {
        using var node = new WebNode("[admin]\nmetrics = \"authenticated\"");
        using var stranger = node.NewClient(null);

        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/healthz")).StatusCode);
    }

    [Fact]
    public async Task it_is_not_ready_while_the_log_cannot_be_written()
    {
        using var node = new WebNode();
        using var stranger = node.NewClient(null);
        Assert.Equal("ready\n", await stranger.GetStringAsync("/readyz"));

        node.Host.Loop.StorageFailed("the disk is full");
        var answer = await WebNode.Read(await stranger.GetAsync("/readyz"), HttpStatusCode.ServiceUnavailable);
        Assert.Contains("the disk is full", answer.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync("/healthz")).StatusCode);
        Assert.Equal("storage-down", (await node.Post("/admin/bans", new { kind = "nick", mask = "evil*" }, HttpStatusCode.ServiceUnavailable)).GetProperty("code").GetString());
        Assert.Contains("parlance_storage_down 1\n", await Figures(node), StringComparison.Ordinal);
        await node.Get("/admin/events");
        Assert.Contains(node.Notices, notice => notice.Contains("not recorded", StringComparison.Ordinal));
    }

    /// <summary>A dashboard or an alert that names a figure nobody gives would be silent for ever.</summary>
    [Theory]
    [InlineData("prometheus/parlance.rules.yml")]
    [InlineData("grafana/server-overview.json")]
    [InlineData("grafana/channel-activity.json")]
    [InlineData("grafana/user-sessions.json")]
    public async Task what_deploy_watches_is_there(string file)
    {
        using var node = new WebNode();
        using var ana = node.Connect("ana");
        var given = Regex.Matches(await Figures(node), "^# TYPE (\\S+)", RegexOptions.Multiline).Select(match => match.Groups[1].Value).ToHashSet();
        var text = await File.ReadAllTextAsync(Path.Combine(Root, "deploy", file));
        if (file.EndsWith(".json", StringComparison.Ordinal)) JsonDocument.Parse(text).Dispose();
        var named = Named().Matches(text).Select(match => Suffix().Replace(match.Value, "")).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.Empty(named.Where(name => !given.Contains(name) && !given.Contains(name + "_total")));
    }

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Parlance.slnx"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    private static Task<string> Figures(WebNode node) => node.Client.GetStringAsync("/metrics");

    [GeneratedRegex("^# (?<what>HELP|TYPE) (?<name>[a-z_]+) ")]
    private static partial Regex Head();

    [GeneratedRegex("^(?<name>[a-z_]+)(?<labels>\\{[^}]*\\})? (?<value>-?[0-9.E+-]+)$")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("\\b(parlance|process|dotnet)_[a-z_]+\\b(?!:)")]
    private static partial Regex Named();
}
