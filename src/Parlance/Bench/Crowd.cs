using System.Diagnostics;

namespace Parlance.Bench;

/// <summary>Many clients, logged in some at a time.</summary>
internal sealed class Crowd : IAsyncDisposable
{
    private readonly List<BenchClient> _clients = [];

    public IReadOnlyList<BenchClient> Clients => _clients;

    public LatencyHistogram Registration { get; } = new();

    /// <summary>How long all the log-ins took, in seconds.</summary>
    public double Seconds { get; private set; }

    public static async Task<Crowd> Gather(BenchOptions options, Action<BenchClient, ReadOnlyMemory<byte>>? heard, CancellationToken stop)
    {
        var crowd = new Crowd();
        for (var i = 0; i < options.Clients; i++) crowd._clients.Add(new(i, heard));
        var begun = Stopwatch.GetTimestamp();
        try
        {
            await Parallel.ForEachAsync(crowd._clients, new ParallelOptions { MaxDegreeOfParallelism = options.Window, CancellationToken = stop },
                async (client, stopped) => crowd.Registration.Add(await client.Register(options, stopped)));
        }
        catch
        {
            await crowd.DisposeAsync();
            throw;
        }

        crowd.Seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return crowd;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients) await client.DisposeAsync();
    }
}
