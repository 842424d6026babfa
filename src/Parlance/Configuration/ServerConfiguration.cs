using Parlance.Engine;

namespace Parlance.Configuration;

/// <summary>A checked configuration: the node's <see cref="Engine.Settings"/> and what is the process's own.</summary>
public sealed record ServerConfiguration
{
    public required Settings Settings { get; init; }

    /// <summary>The file it came from; null: defaults and environment only.</summary>
    public string? File { get; init; }

    /// <summary>Absolute path of the data folder.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the self-signed certificate and its key are or will be; null: no listener needs one.</summary>
    public (string Certificate, string Key)? SelfSigned { get; init; }

    /// <summary><c>logging.level</c> and <c>logging.format</c>.</summary>
    public required string LogLevel { get; init; }
    public required string LogFormat { get; init; }

    /// <summary>Worth knowing, no reason to stop: plain passwords, keys without effect yet.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];

    /// <summary>Every table with its values, in the order of the reference.</summary>
    public required IReadOnlyList<TableValues> Tables { get; init; }
}

/// <summary>A configuration, or the reasons why there is none.</summary>
public sealed record ConfigurationResult(ServerConfiguration? Configuration, IReadOnlyList<Problem> Problems);
