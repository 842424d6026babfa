using Parlance.Engine.Metering;
using static Parlance.Web.Metrics.PrometheusText;

namespace Parlance.Web.Metrics;

/// <summary>The chat in figures: people, rooms, commands, what was refused, who heard what.</summary>
internal static class NodeMetrics
{
    /// <summary>Upper bounds of a <see cref="Histogram"/>: what is below 2^n is at most 2^n - 1.</summary>
    private static readonly double[] s_counts = [.. Enumerable.Range(0, Histogram.BucketsMax - 1).Select(n => Math.Pow(2, n) - 1)];
    private static readonly double[] s_microseconds = [.. Enumerable.Range(0, Histogram.BucketsMax - 1).Select(n => Math.Pow(2, n) / 1e6)];

    public static void Write(PrometheusText to, NodeReading node)
    {
        to.Many(new("parlance_connections", "gauge", "Connections that are open."),
            [(Label("tls", "true"), node.SecureConnections), (Label("tls", "false"), node.Connections - node.SecureConnections)]);
        to.Gauge("parlance_users", "Users who have logged in or registered their connection.", node.Users);
        to.Gauge("parlance_users_invisible", "Users with the mode invisible.", node.Invisible);
        to.Gauge("parlance_operators", "Users who are staff.", node.Operators);
        to.Gauge("parlance_rooms", "Rooms there are, empty ones too.", node.Rooms);
        to.Counter("parlance_connections_accepted_total", "Connections accepted.", node.Accepted);
        to.Counter("parlance_connections_refused_total", "Connections refused: limits, throttle, bans, TLS.", node.Refused);
        to.Gauge("parlance_addresses_throttled", "Addresses that connect too fast just now.", node.ThrottledAddresses);
        to.Counter("parlance_paced_total", "Waits of clients that were faster than they may.", node.Paced);
        to.Counter("parlance_send_queue_exceeded_total", "Connections cut for not reading.", node.SendQueueExceeded);
        to.Counter("parlance_messages_total", "Messages taken from clients.", node.Messages);
        to.Counter("parlance_deliveries_total", "Events given to a connection.", node.Deliveries);
        to.Histogram(new("parlance_fanout_recipients", "histogram", "Connections that heard an event."), [("", s_counts, node.FanOut.Buckets, node.FanOut.Sum)]);
        to.Many(new("parlance_commands_total", "counter", "Commands of clients."), node.Commands.Select(one => (Names(one.Dialect, one.Name), (double)one.Uses)));
        to.Histogram(new("parlance_command_duration_seconds", "histogram", $"Time of commands; one in {CommandMeters.SampleEvery} is timed."),
            node.CommandTimes.Select(one => (Names(one.Dialect, one.Name), (IReadOnlyList<double>)s_microseconds, one.Buckets, one.Sum / 1e6)));
        to.Many(new("parlance_refusals_total", "counter", "Commands refused, by reason."), node.Refusals.Select(one => (Label("code", one.Code.ToString()), (double)one.Count)));
        to.Many(new("parlance_bans", "gauge", "Bans of staff, by kind."), node.Bans.Select(one => (Label("kind", one.Kind.ToString()), (double)one.Count)));
        to.Gauge("parlance_questions_waiting", "Questions of the admin API that wait for the node.", node.Questions);
    }

    private static string Names(string dialect, string command) => $"{Label("dialect", dialect)},{Label("command", command)}";
}
