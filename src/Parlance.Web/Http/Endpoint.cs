namespace Parlance.Web.Http;

/// <summary>One operation of the API, written once: it is routed, checked, documented and listed in <c>/admin/openapi.json</c> by this card.</summary>
public sealed record Endpoint
{
    public required string Method { get; init; }

    /// <summary>With variable parts in braces: <c>/admin/users/{uid}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What it does, in a sentence.</summary>
    public required string Summary { get; init; }

    public Access Access { get; init; } = Access.Staff;

    /// <summary>What the caller's class or token must have; null: being staff is enough.</summary>
    public string? Privilege { get; init; }

    /// <summary>What may stand after the question mark; anything else is refused.</summary>
    public IReadOnlyList<Parameter> Query { get; init; } = [];

    /// <summary>The members of the JSON object in the request; empty: it has none.</summary>
    public IReadOnlyList<Parameter> Body { get; init; } = [];

    /// <summary>What a good answer holds.</summary>
    public required string Returns { get; init; }

    public required Func<Call, Task<Reply>> Handle { get; init; }

    /// <summary>Whether it changes something: its answer waits until that is written.</summary>
    public bool IsAction => Method != "GET";

    public string Name => $"{Method} {Path}";
}

/// <summary>Who may call an endpoint.</summary>
public enum Access
{
    /// <summary>Staff with the right privilege; every call is an event.</summary>
    Staff,
    /// <summary>Anybody; nothing is recorded.</summary>
    Open,
    /// <summary>As <c>[admin] metrics</c> says.</summary>
    Metrics,
}

/// <summary>A value in a query or in a body.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Kind">Its type.</param>
/// <param name="Meaning">In a sentence.</param>
/// <param name="Required">Whether it must be there.</param>
public sealed record Parameter(string Name, ParameterKind Kind, string Meaning, bool Required = false)
{
    /// <summary>The words it may be; empty: any.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>What a parameter is in JSON.</summary>
public enum ParameterKind
{
    Text,
    Number,
    Flag,
    /// <summary>ISO 8601, or <c>-2h</c> before now.</summary>
    Moment,
}

/// <summary>A group of endpoints on one subject; every class of this kind is found at the start.</summary>
public interface IEndpoints
{
    IEnumerable<Endpoint> All { get; }
}
