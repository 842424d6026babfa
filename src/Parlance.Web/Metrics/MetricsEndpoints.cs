using System.Text;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Web.Http;
using Parlance.Web.Serving;
using static Parlance.Web.Metrics.PrometheusText;

namespace Parlance.Web.Metrics;

/// <summary>Figures for Prometheus, and whether the server lives and is ready.</summary>
public sealed class MetricsEndpoints(WebParts parts) : IEndpoints
{
    public IEnumerable<Endpoint> All =>
    [
        new() { Method = "GET", Path = "/metrics", Access = Access.Metrics, Summary = "Figures in the text format of Prometheus.", Returns = "text/plain; version=0.0.4", Handle = Figures },
        new()
        {
            Method = "GET", Path = "/healthz", Access = Access.Open, Summary = "Whether the process lives: the node loop turns.", Returns = "ok, or 503.",
            Handle = async call => await parts.Ask(_ => true, call.Stop) ? Whole.Text("ok\n") : Whole.Text(""),
        },
        new() { Method = "GET", Path = "/readyz", Access = Access.Open, Summary = "Whether it takes clients and can store what they do.", Returns = "ready, or 503 with the reason.", Handle = Ready },
    ];

    private async Task<Reply> Figures(Call call)
    {
        var node = await parts.Ask(NodeReading.Of, call.Stop);
        var text = new PrometheusText();
        text.Many(new("parlance_build_info", "gauge", "1, with the version."), [(Label("version", Node.Version), 1)]);
        NodeMetrics.Write(text, node);
        LogMetrics.Write(text, node, parts);
        ProcessMetrics.Write(text, parts);
        return new Whole(200, "text/plain; version=0.0.4; charset=utf-8", Encoding.UTF8.GetBytes(text.ToString()));
    }

    private async Task<Reply> Ready(Call call)
    {
        if (parts.IsDraining()) throw new Problem(503, "draining", "The server stops.");
        var (stopping, trouble) = await parts.Ask(node => (node.IsStopping, node.IsStorageDown ? node.StorageTrouble ?? "too much waits for the disk" : null), call.Stop);
        if (stopping) throw new Problem(503, "draining", "The server stops.");
        return trouble is null ? Whole.Text("ready\n") : throw new Problem(503, "storage-down", $"The log cannot be written: {Limits.Cut(trouble, 500)}");
    }
}
