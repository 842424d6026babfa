using System.Globalization;
using System.Text;

namespace Parlance.Web.Metrics;

/// <summary>Writes the text format of Prometheus, version 0.0.4.</summary>
public sealed class PrometheusText
{
    private readonly StringBuilder _text = new();

    public void Counter(string name, string help, double value) => One(new(name, "counter", help), value);

    public void Gauge(string name, string help, double value) => One(new(name, "gauge", help), value);

    /// <summary>One value for each of some labels.</summary>
    public void Many(Metric metric, IEnumerable<(string Labels, double Value)> values)
    {
        Head(metric);
        foreach (var (labels, value) in values) Line(metric.Name, labels, value);
    }

    /// <summary>Histograms whose buckets count for themselves; here each has those below it too.</summary>
    /// <param name="metric">Its name without a suffix.</param>
    /// <param name="series">Labels, upper bounds of all buckets but the last, counts, and the sum of what was counted.</param>
    public void Histogram(Metric metric, IEnumerable<(string Labels, IReadOnlyList<double> Bounds, long[] Counts, double Sum)> series)
    {
        Head(metric);
        foreach (var (labels, bounds, counts, sum) in series)
        {
            var comma = labels.Length > 0 ? "," : "";
            long total = 0;
            for (var i = 0; i < counts.Length; i++)
            {
                total += counts[i];
                var bound = i < bounds.Count ? Number(bounds[i]) : "+Inf";
                if (i < bounds.Count || i == counts.Length - 1) Line(metric.Name + "_bucket", $"{labels}{comma}le=\"{bound}\"", total);
            }

            Line(metric.Name + "_sum", labels, sum);
            Line(metric.Name + "_count", labels, total);
        }
    }

    /// <summary>A label and its value, escaped.</summary>
    public static string Label(string name, string value) =>
        $"{name}=\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    public override string ToString() => _text.ToString();

    private void One(Metric metric, double value)
    {
        Head(metric);
        Line(metric.Name, "", value);
    }

    private void Head(Metric metric) => _text.Append(CultureInfo.InvariantCulture, $"# HELP {metric.Name} {metric.Help}\n# TYPE {metric.Name} {metric.Kind}\n");

    private void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0) _text.Append('{').Append(labels).Append('}');
        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
