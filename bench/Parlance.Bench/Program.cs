using System.Globalization;
using BenchmarkDotNet.Columns;
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
    case ["log"]: LogMeasure.Run(1_000_000, null); break;
    case ["log", "--events", var events]: LogMeasure.Run(int.Parse(events, CultureInfo.InvariantCulture), null); break;
    case ["log", "--events", var events, "--data", var folder]: LogMeasure.Run(int.Parse(events, CultureInfo.InvariantCulture), folder); break;
    case ["archive"]: ArchiveMeasure.Run(); break;
    default:
        // In process: no project is generated and restored for each benchmark, so it also works without a package source. Many short iterations and
        // the least and the middle of them: on a shared machine the mean says more about the neighbours. Bytes are exact anyway.
        var job = Job.Default.WithWarmupCount(20).WithIterationCount(20).WithIterationTime(TimeInterval.FromMilliseconds(50)).WithToolchain(InProcessEmitToolchain.Instance);
        var columns = new IColumn[] { StatisticColumn.Min, StatisticColumn.Median };
        BenchmarkSwitcher.FromAssembly(typeof(LineBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddJob(job).AddColumn(columns).HideColumns("Mean", "Error", "StdDev", "Gen0", "Gen1", "Gen2"));
        break;
}
