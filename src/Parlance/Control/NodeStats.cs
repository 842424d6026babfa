using System.Text.Json;

namespace Parlance.Control;

/// <summary>
/// The answer to the request <c>stats</c>. Totals count from the start of the node, so that whoever asks twice has a rate; times are over the last few seconds.
/// A member that is not there is zero.
/// </summary>
public sealed record NodeStats
{
    public string Name { get; init; } = "";
    public double UptimeSeconds { get; init; }
    public long Connections { get; init; }
    public long Users { get; init; }
    public long Rooms { get; init; }

    /// <summary>Messages taken from clients.</summary>
    public long MessagesTotal { get; init; }

    /// <summary>Copies of them given to clients.</summary>
    public long DeliveriesTotal { get; init; }
    public long EventsTotal { get; init; }

    /// <summary>Events that wait for the disk.</summary>
    public long LogQueue { get; init; }
    public double CommitMillisecondsP50 { get; init; }
    public double CommitMillisecondsP99 { get; init; }
    public double RoundMicrosecondsP50 { get; init; }
    public double RoundMicrosecondsP99 { get; init; }
    public long MemoryBytes { get; init; }
    public double CpuSeconds { get; init; }

    public ControlReply ToReply() => ControlReply.Object(json =>
    {
        json.WriteString("name", Name);
        json.WriteNumber("uptime_seconds", UptimeSeconds);
        json.WriteNumber("connections", Connections);
        json.WriteNumber("users", Users);
        json.WriteNumber("rooms", Rooms);
        json.WriteNumber("messages_total", MessagesTotal);
        json.WriteNumber("deliveries_total", DeliveriesTotal);
        json.WriteNumber("events_total", EventsTotal);
        json.WriteNumber("log_queue", LogQueue);
        json.WriteNumber("commit_milliseconds_p50", CommitMillisecondsP50);
        json.WriteNumber("commit_milliseconds_p99", CommitMillisecondsP99);
        json.WriteNumber("round_microseconds_p50", RoundMicrosecondsP50);
        json.WriteNumber("round_microseconds_p99", RoundMicrosecondsP99);
        json.WriteNumber("memory_bytes", MemoryBytes);
        json.WriteNumber("cpu_seconds", CpuSeconds);
    });

    public static NodeStats From(JsonElement json) => new()
    {
        Name = json.TryGetProperty("name", out var name) ? name.ToString() : "",
        UptimeSeconds = Number(json, "uptime_seconds"),
        Connections = (long)Number(json, "connections"),
        Users = (long)Number(json, "users"),
        Rooms = (long)Number(json, "rooms"),
        MessagesTotal = (long)Number(json, "messages_total"),
        DeliveriesTotal = (long)Number(json, "deliveries_total"),
        EventsTotal = (long)Number(json, "events_total"),
        LogQueue = (long)Number(json, "log_queue"),
        CommitMillisecondsP50 = Number(json, "commit_milliseconds_p50"),
        CommitMillisecondsP99 = Number(json, "commit_milliseconds_p99"),
        RoundMicrosecondsP50 = Number(json, "round_microseconds_p50"),
        RoundMicrosecondsP99 = Number(json, "round_microseconds_p99"),
        MemoryBytes = (long)Number(json, "memory_bytes"),
        CpuSeconds = Number(json, "cpu_seconds"),
    };

    private static double Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : 0;
}
