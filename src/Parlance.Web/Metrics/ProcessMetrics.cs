using System.Diagnostics;
using Parlance.Web.Serving;
using static Parlance.Web.Metrics.PrometheusText;

namespace Parlance.Web.Metrics;

/// <summary>The process in figures: memory, processor, the collector; and this side of it, HTTP.</summary>
internal static class ProcessMetrics
{
    public static void Write(PrometheusText to, WebParts parts)
    {
        using var self = Process.GetCurrentProcess();
        to.Gauge("process_start_time_seconds", "When the process started, in seconds since 1970.", new DateTimeOffset(self.StartTime).ToUnixTimeMilliseconds() / 1e3);
        to.Gauge("process_resident_memory_bytes", "Memory in use.", self.WorkingSet64);
        to.Counter("process_cpu_seconds_total", "Processor time used.", self.TotalProcessorTime.TotalSeconds);
        to.Gauge("process_open_fds", "File descriptors that are open.", Directory.Exists("/proc/self/fd") ? Directory.EnumerateFileSystemEntries("/proc/self/fd").Count() : 0);
        to.Many(new("dotnet_gc_collections_total", "counter", "Collections by generation."), Enumerable.Range(0, GC.MaxGeneration + 1).Select(n => ($"generation=\"{n}\"", (double)GC.CollectionCount(n))));
        to.Counter("dotnet_gc_pause_seconds_total", "Time in which the collector stopped everything.", GC.GetTotalPauseDuration().TotalSeconds);
        to.Counter("dotnet_gc_allocated_bytes_total", "Bytes allocated.", GC.GetTotalAllocatedBytes());
        to.Gauge("dotnet_gc_heap_bytes", "Bytes on the heap.", GC.GetTotalMemory(forceFullCollection: false));
        to.Many(new("parlance_http_requests_total", "counter", "HTTP requests answered."), parts.Requests.All.Select(one => ($"{Label("method", one.Key.Method)},status=\"{one.Key.Status}\"", (double)one.Value)));
        to.Many(new("parlance_http_refused_total", "counter", "HTTP requests refused for who they came from."),
            [(Label("reason", "wrong-login"), parts.Login.Counters.Failed), (Label("reason", "locked-out"), parts.Login.Counters.Locked), (Label("reason", "too-many"), parts.Login.Counters.Limited)]);
        to.Gauge("parlance_stream_listeners", "Who listen to /admin/stream.", parts.Feed.Listeners);
    }
}
