namespace Parlance.Bench;

/// <summary><c>connect</c>: how fast clients log in. <c>idle</c>: what it costs that they are there.</summary>
internal static class LoginScenarios
{
    private const double Million = 1e6;

    public static async Task<Report> Connect(BenchOptions options, CancellationToken stop)
    {
        var meter = options.Pid is { } pid ? new ServerMeter(pid) : null;
        var before = meter?.CpuSeconds() ?? 0;
        await using var crowd = await Crowd.Gather(options, null, stop);
        var report = new Report($"connect: {options.Clients} clients, {options.Window} at once");
        report.Add("log-ins", options.Clients / crowd.Seconds, "/s");
        report.Add("log-in", crowd.Registration);
        if (meter is not null) report.Add("server CPU per log-in", (meter.CpuSeconds() - before) * Million / options.Clients, "us");
        return report;
    }

    public static async Task<Report> Idle(BenchOptions options, CancellationToken stop)
    {
        var meter = options.Pid is { } pid ? new ServerMeter(pid) : null;
        var empty = meter?.ResidentBytes() ?? 0;
        await using var crowd = await Crowd.Gather(options, null, stop);
        var before = meter?.CpuSeconds() ?? 0;
        await Task.Delay(TimeSpan.FromSeconds(options.Seconds), stop);

        var report = new Report($"idle: {options.Clients} clients for {options.Seconds} s");
        report.Add("log-ins", options.Clients / crowd.Seconds, "/s");
        if (meter is null) return report;

        var full = meter.ResidentBytes();
        report.Add("server memory before", empty / 1024.0, "KiB");
        report.Add("server memory", full / 1024.0, "KiB");
        report.Add("server memory per client", (full - empty) / 1024.0 / options.Clients, "KiB");
        report.Add("server CPU", (meter.CpuSeconds() - before) * 100 / options.Seconds, "%");
        return report;
    }
}
