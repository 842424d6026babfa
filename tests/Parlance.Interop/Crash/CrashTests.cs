using System.Globalization;
using Parlance.Live;

namespace Parlance.Interop;

/// <summary>kill -9 under load, again and again on one data folder. <c>PARLANCE_CRASH_ROUNDS</c> says how often; three when it does not.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    private const int Chairmen = 8;

    /// <summary>So much must have been acknowledged before the end, so that each round proves something.</summary>
    private const int AcknowledgedMin = 200;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("PARLANCE_CRASH_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 3;

    [Fact]
    public async Task nothing_acknowledged_is_missing_after_a_kill()
    {
        var promises = new Promises();
        await using var server = await LiveServer.Start("[rooms]\nempty_lease = \"10h\"");
        for (var round = 0; round < Rounds; round++)
        {
            var number = round;
            var chairmen = Enumerable.Range(0, Chairmen).Select(i => new Chairman(server, promises, $"#round{number}room{i}")).ToList();
            var work = chairmen.Select(c => c.Work()).ToList();
            while (chairmen.Sum(c => c.Acknowledged) < AcknowledgedMin + Random.Shared.Next(AcknowledgedMin))
            {
                foreach (var ended in work.Where(w => w.IsCompleted)) await ended;
                await Task.Delay(1);
            }

            await server.Kill();
            await Task.WhenAll(work);
            await LogIsWhole(server, round);
            await server.Restart();
            await Audit.Check(server, promises, round);
            output.WriteLine($"round {round}: {chairmen.Sum(c => c.Acknowledged)} changes acknowledged, all there");
        }
    }

    private static async Task LogIsWhole(LiveServer server, int round)
    {
        var (exitCode, text) = await server.Command("log", "verify", "--config", server.ConfigFile);
        Assert.True(exitCode == 0, $"round {round}: parlance log verify says\n{text}");
    }
}
