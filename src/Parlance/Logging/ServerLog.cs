using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parlance.Logging;

/// <summary>
/// Lines on standard error, for people or one JSON object each (<c>[logging]</c>). Under systemd (<c>JOURNAL_STREAM</c>) text lines carry the journal's priority
/// instead of the time.
/// </summary>
public sealed class ServerLog(TextWriter output, bool journal = false) : ILogSink
{
    /// <summary>Characters of a message; the rest is cut, so that no peer's text fills the disk.</summary>
    public const int MessageLengthMax = 2000;

    private static readonly string[] Names = ["debug", "information", "warning", "error", "none"];
    private static readonly string[] Priorities = ["<7>", "<6>", "<4>", "<3>", ""];

    private readonly Lock _lock = new();

    public LogLevel Level { get; private set; } = LogLevel.Information;

    public bool Json { get; private set; }

    /// <summary>Takes the words of <c>logging.level</c> and <c>logging.format</c>; also on reload.</summary>
    public void Configure(string level, string format)
    {
        Level = (LogLevel)Math.Max(0, Array.IndexOf(Names, level));
        Json = format == "json";
    }

    public bool IsOn(LogLevel level) => level >= Level && level < LogLevel.None;

    public void Write(LogLevel level, string area, string message, params ReadOnlySpan<(string Name, object? Value)> fields)
    {
        if (!IsOn(level)) return;
        if (message.Length > MessageLengthMax) message = string.Concat(message.AsSpan(0, MessageLengthMax), "...");

        var line = Json ? AsJson(level, area, message, fields) : AsText(level, area, message);
        lock (_lock)
        {
            output.Write(line);
            output.Flush();
        }
    }

    private string AsText(LogLevel level, string area, string message)
    {
        // A control character in a peer's name must not start a line of its own.
        var safe = string.Create(message.Length, message, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = char.IsControl(text[i]) ? '?' : text[i];
        });
        return journal
            ? $"{Priorities[(int)level]}{area}: {safe}\n"
            : string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-ddTHH:mm:ss.fffZ} {Names[(int)level]} {area}: {safe}\n");
    }

    private static string AsJson(LogLevel level, string area, string message, ReadOnlySpan<(string Name, object? Value)> fields)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("time", DateTime.UtcNow);
            json.WriteString("level", Names[(int)level]);
            json.WriteString("area", area);
            json.WriteString("message", message);
            foreach (var (name, value) in fields) json.WriteString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }
}
