using Parlance.Engine.Tests.Allocation;

namespace Parlance.Bench;

/// <summary>
/// Where a client's bytes go, by stage of its life, and what stays of it. Budgets: 1.5 KB of garbage for a registration, 1.2 KB alive of a guest
/// who is in no room (without its socket).
/// </summary>
internal static class MemoryMeasure
{
    private const int Clients = 10_000;

    public static void Run()
    {
        Alive();
        Alive();
        Churn();
    }

    /// <summary>Ten thousand come and stay: what the heap keeps for each.</summary>
    private static void Alive()
    {
        var gathering = new Gathering();
        Thousand(gathering, 0);   // warm
        var (before, allocated) = (GC.GetTotalMemory(forceFullCollection: true), GC.GetAllocatedBytesForCurrentThread());
        for (var from = 1_000; from < Clients + 1_000; from += 1_000) Thousand(gathering, from);
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        var alive = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(gathering);
        Console.WriteLine($"{Clients} clients: {allocated / Clients} B allocated each, {alive / Clients} B alive, {(allocated - alive) / Clients} B garbage");
    }

    private static void Thousand(Gathering gathering, int from)
    {
        for (var i = from; i < from + 1_000; i++) gathering.Come($"guest{i}");
    }

    /// <summary>One comes, says the words of a registration one by one, and quits.</summary>
    private static void Churn()
    {
        var gathering = new Gathering();
        (string Stage, Action<int> Act)[] stages =
        [
            ("NICK", id => gathering.Say(id, "NICK somebody\r\n"u8)),
            ("USER and welcome", id => gathering.Say(id, "USER somebody 0 * :Somebody\r\n"u8)),
            ("drained", _ => gathering.Drain()),
            ("QUIT", id => gathering.Say(id, "QUIT :bye\r\n"u8)),
            ("drained", _ => gathering.Drain()),
        ];
        var bytes = new long[stages.Length + 1];
        const int rounds = 5_000;
        for (var round = -rounds; round < rounds; round++)
        {
            if (round == 0) Array.Clear(bytes);
            gathering.ReuseFrom(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var id = gathering.Open();
            bytes[0] += GC.GetAllocatedBytesForCurrentThread() - before;
            for (var i = 0; i < stages.Length; i++)
            {
                before = GC.GetAllocatedBytesForCurrentThread();
                stages[i].Act(id);
                bytes[i + 1] += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        Console.WriteLine("churn, bytes allocated: " + string.Join(", ", stages.Select((s, i) => $"{s.Stage} {bytes[i + 1] / rounds}").Prepend($"open {bytes[0] / rounds}")) + $"; in all {bytes.Sum() / rounds}");
    }
}
