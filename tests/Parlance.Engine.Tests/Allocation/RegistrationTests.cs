namespace Parlance.Engine.Tests.Allocation;

/// <summary>What a client costs the heap: a storm of reconnects is paid in collections. Alone, for the heap is the whole process's.</summary>
[Collection(nameof(Transport.Alone))]
public sealed class RegistrationTests
{
    /// <summary>Bytes allocated for one guest from open to closed, all that was kept meanwhile included.</summary>
    private const int WholeLifeMax = 2_200;

    /// <summary>Bytes of a guest's life that stay until it ends.</summary>
    private const int AliveMax = 1_200;

    [Fact]
    public void a_guest_who_comes_and_goes_costs_little()
    {
        var gathering = new Gathering();
        const int rounds = 2_000;
        for (var i = 0; i < rounds; i++) ComeAndGo(gathering);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < rounds; i++) ComeAndGo(gathering);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / rounds;

        Assert.InRange(each, 1, WholeLifeMax);
    }

    [Fact]
    public void a_guest_who_stays_is_small()
    {
        var gathering = new Gathering();
        for (var i = 0; i < 1_000; i++) gathering.Come($"early{i}");

        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 4_000; i++) gathering.Come($"guest{i}");
        var each = (GC.GetTotalMemory(forceFullCollection: true) - before) / 4_000;

        Assert.Equal(5_000, gathering.Node.State.Users.Count);
        Assert.InRange(each, 1, AliveMax);
    }

    [Fact]
    public void who_is_gone_is_not_kept_by_a_timer()
    {
        var gathering = new Gathering();
        var gone = Visit(gathering);

        GC.Collect();

        Assert.True(gathering.Node.Timers.Count > 0);
        Assert.False(gone.IsAlive);
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Visit(Gathering gathering)
    {
        var id = gathering.Come("ana");
        var connection = new WeakReference(gathering.Node.Find(id));
        gathering.Say(id, "QUIT :bye\r\n");
        gathering.Drain();
        return connection;
    }

    private static void ComeAndGo(Gathering gathering)
    {
        gathering.ReuseFrom(0);
        var id = gathering.Open();
        gathering.Say(id, "NICK somebody\r\nUSER somebody 0 * :Somebody\r\n"u8);
        gathering.Drain();
        gathering.Say(id, "QUIT :bye\r\n"u8);
        gathering.Drain();
    }
}
