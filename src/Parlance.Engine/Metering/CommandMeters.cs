namespace Parlance.Engine.Metering;

/// <summary>How often each command of each dialect was used, and how long one in <see cref="SampleEvery"/> took.</summary>
public sealed class CommandMeters
{
    /// <summary>Reading the clock costs about as much as a short command: not every one is timed.</summary>
    public const int SampleEvery = 16;

    private readonly List<CommandMeter> _all = [];
    private uint _seen;

    public IReadOnlyList<CommandMeter> All => _all;

    /// <summary>A clock in nanoseconds, given by what drives the node; without one nothing is timed, and no step depends on it.</summary>
    public Func<long>? Clock { get; set; }

    public void Add(CommandMeter meter) => _all.Add(meter);

    /// <summary>A command begins. Returns what <see cref="End"/> wants.</summary>
    public long Begin(CommandMeter meter)
    {
        meter.Uses++;
        return Clock is { } clock && ++_seen % SampleEvery == 0 ? clock() : 0;
    }

    public void End(CommandMeter meter, long began)
    {
        if (began != 0) meter.Microseconds.Count((Clock!() - began) / 1000);
    }
}

/// <summary>One command's count and times.</summary>
/// <param name="dialect">Whose: <c>irc</c>.</param>
/// <param name="name">As the dialect names it.</param>
public sealed class CommandMeter(string dialect, string name)
{
    private Histogram? _microseconds;

    public string Dialect { get; } = dialect;
    public string Name { get; } = name;
    public long Uses { get; internal set; }

    /// <summary>Of those that were timed. Most commands never are: the buckets are made for the first.</summary>
    public Histogram Microseconds => _microseconds ??= new();

    public bool IsTimed => _microseconds is not null;
}
