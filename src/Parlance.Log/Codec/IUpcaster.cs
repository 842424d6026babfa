using System.Text.Json.Nodes;

namespace Parlance.Log;

/// <summary>
/// Turns the content of an event as version <see cref="From"/> wrote it into the content of version <see cref="From"/> + 1. Pure; applied at read,
/// chained up to the version the code knows. Personal properties may be missing: their key may have been destroyed.
/// </summary>
public interface IUpcaster
{
    /// <summary>The kind's name.</summary>
    string Kind { get; }

    int From { get; }

    /// <summary>May change and return what it is given.</summary>
    JsonObject Upcast(JsonObject content);
}
