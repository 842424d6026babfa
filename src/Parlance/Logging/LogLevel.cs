namespace Parlance.Logging;

public enum LogLevel
{
    Debug,
    Information,
    Warning,
    Error,
    None,
}

/// <summary>Where the server tells its operator what happens. Safe from any thread.</summary>
public interface ILogSink
{
    /// <summary>Whether a line of this level is written at all: ask before building a costly one.</summary>
    bool IsOn(LogLevel level);

    /// <param name="area">Who says it, one word: <c>node</c>, <c>tls</c>, <c>log</c>.</param>
    /// <param name="fields">Named values, for machines; the message says them to people already.</param>
    void Write(LogLevel level, string area, string message, params ReadOnlySpan<(string Name, object? Value)> fields);
}
