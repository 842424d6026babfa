using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Parlance.Live;
using OsProcess = System.Diagnostics.Process;

namespace Parlance.Interop;

/// <summary><c>parlance log</c> beside a running server.</summary>
public sealed class LogCommandTests
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task a_running_servers_log_can_be_asked_and_verified()
    {
        await using var server = await LiveServer.Start();
        using var ana = await Founder(server);
        var (status, text) = await server.Command("log", "query", "--config", server.ConfigFile, "--type", "channel.topic", "--personal", "--json");
        Assert.Equal(0, status);
        var row = JsonDocument.Parse(text).RootElement;
        Assert.Equal(("tea", "First flush"), (row.GetProperty("target").GetString(), row.GetProperty("personal").GetProperty("text").GetString()));

        (status, text) = await server.Command("log", "verify", "--data", server.DataFolder);
        Assert.True(status == 0, text);
        Assert.Equal(0, await server.Stop());
        (status, text) = await server.Command("log", "tail", "-n", "2", "--data", server.DataFolder);
        Assert.True(status == 0, text);
        Assert.Contains("node.stopped", text);
    }

    [Fact]
    public async Task following_shows_what_is_written_until_told_to_end()
    {
        await using var server = await LiveServer.Start();
        using var follower = Follow("exec \"$0\" log tail -n 0 --follow --personal --data \"$1\"", server);
        using var ana = await Founder(server);
        // It may have begun after the first topic: a new one until it shows.
        var shown = follower.StandardOutput.ReadLineAsync();
        for (var i = 0; !shown.IsCompleted; i++)
        {
            await ana.Send($"TOPIC #tea :flush {i}");
            await Task.WhenAny(shown, Task.Delay(20));
        }

        Assert.StartsWith("TIME", await shown);
        await OsProcess.Start("kill", ["-TERM", follower.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExitAsync();
        Assert.Equal(0, await End(follower));
        Assert.Equal("", await follower.StandardError.ReadToEndAsync());
        Assert.Contains("channel.topic", await follower.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task following_into_a_pipe_that_is_closed_ends_quietly()
    {
        await using var server = await LiveServer.Start();
        using var follower = Follow("set -o pipefail; \"$0\" log tail --follow --json --data \"$1\" | head -n 1", server);
        Assert.Equal(0, await End(follower));
        Assert.Equal("", await follower.StandardError.ReadToEndAsync());
        Assert.Single((await follower.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<WireClient> Founder(LiveServer server)
    {
        var ana = await WireClient.Register(server.Port, "ana");
        await ana.Send("JOIN #tea");
        await ana.Send("TOPIC #tea :First flush");
        await ana.Until(line => line.EndsWith("TOPIC #tea :First flush", StringComparison.Ordinal));
        return ana;
    }

    private static OsProcess Follow(string script, LiveServer server)
    {
        var start = new ProcessStartInfo("bash", ["-c", script, ParlanceServer.Executable, server.DataFolder]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return OsProcess.Start(start) ?? throw new InvalidOperationException("bash did not start.");
    }

    private static async Task<int> End(OsProcess process)
    {
        using var limit = new CancellationTokenSource(EndsWithin);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }
}
