namespace Parlance.Web.Metrics;

/// <summary>A metric: its name, what it is to Prometheus, and what it says to people.</summary>
/// <param name="Name">In the style of Prometheus, with its unit; counters end with <c>_total</c>.</param>
/// <param name="Kind">counter, gauge or histogram.</param>
/// <param name="Help">In a sentence.</param>
public sealed record Metric(string Name, string Kind, string Help);
