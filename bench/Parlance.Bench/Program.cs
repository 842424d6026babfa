using System.Globalization;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Parlance.Bench;
using Perfolizer.Horology;

switch (args)
{
    case ["transport"]: TransportMeasure.Run(); break;
    case ["transport-clients", var port, var count]: TransportMeasure.Clients(int.Parse(port, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture)); break;
    case ["memory"]: MemoryMeasure.Run(); break;
    default:
        // In process: no project is generated and restored for each benchmark, so it also works without a package source. Short: nanoseconds on a
        // shared machine are good for ratios, bytes are exact anyway.
        var job = Job.ShortRun.WithIterationTime(TimeInterval.FromMilliseconds(100)).WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromAssembly(typeof(LineBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
        break;
}
