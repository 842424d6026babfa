using System.Diagnostics;
using System.Text;

namespace Parlance.Bench;

/// <summary>
/// Messages with probes in them: <c>fanout</c> into rooms, <c>direct</c> from one client to another. With a rate, on schedule whatever happens (an open loop: a stall
/// counts as latency); without one, every sender keeps <see cref="BenchOptions.Depth"/> messages on their way.
/// </summary>
internal sealed class TalkScenario(BenchOptions options, bool rooms)
{
    /// <summary>How long what was sent may take to arrive before it counts as lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan SetUpPatience = TimeSpan.FromSeconds(60);

    private const double Million = 1e6;

    private readonly int _senders = Math.Min(options.Senders, options.Clients);
    private readonly Tally _tally = new(options.Clients, Math.Min(options.Senders, options.Clients));
    private readonly int[] _sequence = new int[Math.Min(options.Senders, options.Clients)];
    private readonly int[] _missing = new int[Math.Min(options.Senders, options.Clients)];
    private readonly byte[] _padding = [.. Enumerable.Repeat((byte)'.', Math.Max(0, options.Size - Probe.Length))];
    private IReadOnlyList<BenchClient> _clients = [];
    private int _joined;
    private long _sent;
    private long _expected;
    private volatile bool _talking;

    public async Task<Report> Run(CancellationToken stop)
    {
        await using var crowd = await Crowd.Gather(options, Heard, stop);
        _clients = crowd.Clients;
        if (rooms) await Join(stop);

        var meter = options.Pid is { } pid ? new ServerMeter(pid) : null;
        var cpu = meter?.CpuSeconds() ?? 0;
        var begun = Stopwatch.GetTimestamp();
        await Talk(stop);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        await Until(() => _tally.Arrived >= Volatile.Read(ref _expected), Patience, stop);
        var used = (meter?.CpuSeconds() ?? 0) - cpu;

        var report = new Report($"{(rooms ? $"fanout: {options.Clients} clients in {options.Rooms} rooms" : $"direct: {options.Clients} clients")}, {_senders} senders, {(options.Rate > 0 ? $"{options.Rate} messages/s" : "full rate")}");
        report.Add("messages", _sent / seconds, "/s");
        report.Add("deliveries", _tally.Arrived / seconds, "/s");
        report.Add("latency", _tally.Latency);
        report.Add("lost", _expected - _tally.Arrived);
        report.Add("duplicated", _tally.Duplicated);
        report.Add("reordered", _tally.Reordered);
        if (meter is null) return report;

        report.Add("server CPU per delivery", used * Million / Math.Max(1, _tally.Arrived), "us");
        report.Add("server memory", meter.ResidentBytes() / 1024.0, "KiB");
        return report;
    }

    private string Room(int client) => $"#b{Environment.ProcessId:x}_{client % options.Rooms}";

    private async Task Join(CancellationToken stop)
    {
        foreach (var client in _clients) client.Send(Encoding.UTF8.GetBytes($"JOIN {Room(client.Index)}\r\n"));
        if (!await Until(() => Volatile.Read(ref _joined) >= options.Clients, SetUpPatience, stop))
            throw new BenchException($"only {_joined} of {options.Clients} clients got into their rooms; are the server's limits off? ([limits] enabled = false)");
    }

    private async Task Talk(CancellationToken stop)
    {
        _talking = true;
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(TimeSpan.FromSeconds(options.Seconds));
        if (options.Rate > 0) await OnSchedule(time.Token);
        else
        {
            for (var sender = 0; sender < _senders; sender++)
                for (var i = 0; i < options.Depth; i++) Say(sender, Stopwatch.GetTimestamp());
            await Task.Delay(Timeout.Infinite, time.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _talking = false;
        stop.ThrowIfCancellationRequested();
    }

    private async Task OnSchedule(CancellationToken time)
    {
        var begun = Stopwatch.GetTimestamp();
        for (long number = 0; !time.IsCancellationRequested;)
        {
            var due = (long)(Stopwatch.GetElapsedTime(begun).TotalSeconds * options.Rate);
            for (; number < due && !time.IsCancellationRequested; number++)
                Say((int)(number % _senders), begun + number * Stopwatch.Frequency / options.Rate);   // the instant it should have left
            await Task.Delay(1, CancellationToken.None);
        }
    }

    private void Say(int sender, long scheduled)
    {
        var client = _clients[sender];
        var target = rooms ? Room(sender) : _clients[Partner(sender)].Nick;
        var copies = rooms ? Members(sender) - 1 : 1;
        Interlocked.Increment(ref _sent);
        Interlocked.Add(ref _expected, copies);
        Interlocked.Add(ref _missing[sender], copies);

        Span<byte> probe = stackalloc byte[Probe.Length];
        lock (client)   // numbered and queued as one, or a sender would seem to be reordered
        {
            new Probe(sender, _sequence[sender]++, scheduled).Write(probe);
            client.Send([.. "PRIVMSG "u8, .. Encoding.ASCII.GetBytes(target), .. " :"u8, .. probe, .. _padding, .. "\r\n"u8]);
        }
    }

    private int Members(int sender) => (options.Clients - sender % options.Rooms + options.Rooms - 1) / options.Rooms;

    /// <summary>Whom a sender writes to: always the same one, so that order can be judged.</summary>
    private int Partner(int sender) => (sender + Math.Max(1, options.Clients / 2)) % options.Clients;

    private void Heard(BenchClient client, ReadOnlyMemory<byte> line)
    {
        if (line.Span.IndexOf(" 366 "u8) >= 0) Interlocked.Increment(ref _joined);
        if (!Probe.TryFind(line.Span, out var probe)) return;

        _tally.Take(client.Index, probe);
        if ((uint)probe.Sender >= (uint)_senders || options.Rate > 0) return;

        // The closed loop: another message whenever one message's worth of copies has come.
        var copies = rooms ? Members(probe.Sender) - 1 : 1;
        var left = Interlocked.Decrement(ref _missing[probe.Sender]);
        if (left % copies == 0 && _talking) Say(probe.Sender, Stopwatch.GetTimestamp());
    }

    private static async Task<bool> Until(Func<bool> so, TimeSpan patience, CancellationToken stop)
    {
        for (var begun = Stopwatch.GetTimestamp(); !so(); await Task.Delay(5, stop))
            if (Stopwatch.GetElapsedTime(begun) > patience) return false;

        return true;
    }
}
