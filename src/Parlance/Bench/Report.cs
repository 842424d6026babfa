using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parlance.Bench;

/// <summary>What a scenario found: named figures with units, in the order they are told.</summary>
public sealed class Report(string scenario)
{
    private readonly List<(string Name, double Value, string Unit)> _figures = [];

    public IReadOnlyList<(string Name, double Value, string Unit)> Figures => _figures;

    public void Add(string name, double value, string unit = "") => _figures.Add((name, value, unit));

    public void Add(string name, LatencyHistogram times)
    {
        Add($"{name} p50", times.Quantile(0.50) / 1000.0, "ms");
        Add($"{name} p90", times.Quantile(0.90) / 1000.0, "ms");
        Add($"{name} p99", times.Quantile(0.99) / 1000.0, "ms");
        Add($"{name} max", times.Max / 1000.0, "ms");
    }

    public string Text()
    {
        var text = new StringBuilder(scenario).Append('\n');
        var width = _figures.Max(figure => figure.Name.Length);
        foreach (var (name, value, unit) in _figures)
            text.Append("  ").Append(name.PadRight(width)).Append("  ").Append(Shown(value).PadLeft(14)).Append(unit.Length > 0 ? " " : "").Append(unit).Append('\n');

        return text.ToString();
    }

    public string Json()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("scenario", scenario);
            foreach (var (name, value, unit) in _figures)
                json.WriteNumber($"{name} {Unit(unit)}".Trim().Replace(' ', '_'), Math.Round(value, 3));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string Unit(string unit) => unit switch { "/s" => "per second", "%" => "percent", _ => unit };

    private static string Shown(double value) =>
        value == Math.Floor(value) ? value.ToString("N0", CultureInfo.InvariantCulture) : value.ToString(value < 10 ? "N3" : "N1", CultureInfo.InvariantCulture);
}
