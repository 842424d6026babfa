using System.Text.Json;

namespace Parlance.Web.Serving;

/// <summary>What the API may ask of the process around the node.</summary>
public interface IServerControl
{
    /// <summary>Reads the configuration again. Null: done; otherwise what is wrong, and the old one stays.</summary>
    string? Reload();

    /// <summary>Writes the configuration in force as a JSON object, secrets hidden.</summary>
    void WriteConfiguration(Utf8JsonWriter to);
}
