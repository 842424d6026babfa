using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Simulation;

/// <summary>The log as a time machine: what a live node said of itself at some moment is what a replay of its log says of that moment.</summary>
public sealed class ReplayTests : IDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("parlance-replay-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void every_hundredth_moment_is_what_the_node_said_then(ulong seed)
    {
        var run = new NodeSimulation(seed);
        run.Run(6000);
        Assert.True(run.Said.Count > 10, $"{run.Said.Count} moments");
        using var folder = DataFolder.Open(_folder);
        using (var store = SqliteEventStore.Open(folder, new(typeof(Event).Assembly), Durability.Relaxed)) store.Append([.. run.Written]);

        using var log = StateReplay.Open(_folder, new(typeof(Event).Assembly));
        foreach (var (position, said) in run.Said) Assert.True(said == HashAt(log, position), $"position {position} of {log.Last}, first pass");
        foreach (var (position, said) in run.Said.Reverse()) Assert.Equal(said, HashAt(log, position));
    }

    private static string HashAt(StateReplay log, long position) => Convert.ToHexStringLower(StateHash.Of(log.StateAt(position)));
}
