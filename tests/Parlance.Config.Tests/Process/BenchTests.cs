using System.Diagnostics;
using Parlance.Bench;

namespace Parlance.Config.Tests.Process;

public sealed class BenchTests
{
    [Fact]
    public void quantiles_are_within_three_per_cent()
    {
        var times = new LatencyHistogram();
        for (var microsecond = 1; microsecond <= 100_000; microsecond++) times.Add(microsecond * Stopwatch.Frequency / 1_000_000);
        Assert.InRange(times.Quantile(0.5), 50_000, 51_600);
        Assert.InRange(times.Quantile(0.99), 99_000, 100_000);
        Assert.Equal(100_000, times.Max);
        Assert.Equal(100_000, times.Quantile(1));
        Assert.Equal(100_000, times.Count);
    }

    [Fact]
    public void a_histogram_takes_any_time()
    {
        var times = new LatencyHistogram();
        Assert.Equal(0, times.Quantile(0.5));
        foreach (var ticks in new[] { long.MinValue, -1, 0, 1, long.MaxValue }) times.Add(ticks);
        Assert.Equal(5, times.Count);
    }

    [Fact]
    public void a_probe_is_found_in_the_line_it_travelled_in()
    {
        var line = new byte[100];
        line.AsSpan().Fill((byte)' ');
        new Probe(7, 123456, 0x7abcdef012345678).Write(line.AsSpan(30));
        Assert.True(Probe.TryFind(line, out var found));
        Assert.Equal(new Probe(7, 123456, 0x7abcdef012345678), found);
        Assert.False(Probe.TryFind(line.AsSpan(0, 50), out _));
        Assert.False(Probe.TryFind("PRIVMSG a :~P and no number follows in this text at all"u8, out _));
    }

    [Fact]
    public void what_comes_twice_or_late_is_counted_as_such()
    {
        var tally = new Tally(receivers: 2, senders: 2);
        foreach (var sequence in new[] { 0, 1, 1, 3, 2 }) tally.Take(1, new Probe(1, sequence, Stopwatch.GetTimestamp()));
        tally.Take(0, new Probe(1, 0, Stopwatch.GetTimestamp()));
        tally.Take(0, new Probe(99, 0, 0));
        Assert.Equal((5, 1, 1), (tally.Arrived, tally.Duplicated, tally.Reordered));
    }

    [Theory, InlineData(true, 10, 0), InlineData(true, 4, 200), InlineData(false, 6, 0), InlineData(false, 6, 200)]
    public async Task nothing_is_lost_on_a_server_that_loses_nothing(bool rooms, int clients, int rate)
    {
        await using var server = new EchoIrcServer();
        var options = new BenchOptions { Server = server.EndPoint, Clients = clients, Senders = 3, Rooms = 2, Rate = rate, Seconds = 1, Pid = Environment.ProcessId };
        var report = await new TalkScenario(options, rooms).Run(CancellationToken.None);
        double Figure(string name) => Assert.Single(report.Figures, figure => figure.Name == name).Value;
        Assert.Equal((0.0, 0.0, 0.0), (Figure("lost"), Figure("duplicated"), Figure("reordered")));
        Assert.True(Figure("deliveries") > 50);
        Assert.True(Figure("latency p50") > 0);
    }

    [Fact]
    public async Task a_server_that_is_not_there_is_told_in_a_line() =>
        Assert.Contains("cannot be reached", (await Assert.ThrowsAsync<BenchException>(() =>
            LoginScenarios.Connect(new() { Server = new(System.Net.IPAddress.Loopback, 1), Clients = 2 }, CancellationToken.None))).Message);
}
