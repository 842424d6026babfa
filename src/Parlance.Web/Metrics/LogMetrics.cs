using Parlance.Log;
using Parlance.Web.Serving;

namespace Parlance.Web.Metrics;

/// <summary>The log and the loop in figures.</summary>
internal static class LogMetrics
{
    private static readonly double[] s_commits = [.. LogWriterMeter.BoundsMilliseconds.Select(bound => bound / 1e3)];

    public static void Write(PrometheusText to, NodeReading node, WebParts parts)
    {
        var meter = parts.Writer.Meter;
        to.Counter("parlance_events_total", "Events in the log.", node.Position);
        to.Gauge("parlance_log_queue", "Events that wait for the disk.", parts.Writer.Depth);
        to.Gauge("parlance_log_uncommitted", "Events given out that are not on disk yet.", node.Position - node.Committed);
        to.Gauge("parlance_log_bytes", "Size of the log's files.", Size(parts.DataFolder));
        to.Gauge("parlance_storage_down", "1 while the log cannot be written and changes are refused.", node.StorageDown ? 1 : 0);
        to.Counter("parlance_log_write_failures_total", "Tries to write the log that failed.", meter.Failures);
        to.Counter("parlance_log_written_total", "Events written since the start.", meter.Events);
        to.Histogram(new("parlance_commit_duration_seconds", "histogram", "Time of a group commit."),
            [("", s_commits, [.. Enumerable.Range(0, s_commits.Length + 1).Select(meter.CommitsWithin)], meter.TotalCommitDuration.TotalSeconds)]);

        var loop = parts.Loop.Meter;
        var rounds = loop.Buckets.ToArray();
        to.Counter("parlance_loop_busy_seconds_total", "Time the node loop worked.", loop.Busy.TotalSeconds);
        to.Histogram(new("parlance_loop_round_duration_seconds", "histogram", "Time of a round of the node loop."),
            [("", [.. Enumerable.Range(0, rounds.Length - 1).Select(n => Math.Pow(2, n) / 1e6)], rounds, loop.Busy.TotalSeconds)]);
    }

    private static long Size(string folder)
    {
        var database = DataFolder.DatabaseOf(folder);
        return new[] { database, database + "-wal" }.Select(path => new FileInfo(path)).Where(file => file.Exists).Sum(file => file.Length);
    }
}
