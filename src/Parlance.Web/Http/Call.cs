using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parlance.Domain;
using Parlance.Web.Security;

namespace Parlance.Web.Http;

/// <summary>One request as an endpoint sees it: who calls, what is asked, checked against the endpoint's card.</summary>
public sealed class Call(HttpContext http, Endpoint endpoint, IReadOnlyDictionary<string, string> route, Caller caller, DateTimeOffset now, CancellationToken stop)
{
    /// <summary>Characters of one value in a query or path.</summary>
    public const int ValueLengthMax = 1_000;

    /// <summary>Bytes of a request's JSON.</summary>
    public const int BodyLengthMax = 64 << 10;

    private const int BodyDepthMax = 8;

    private JsonElement _body;

    public HttpContext Http => http;
    public Caller Caller => caller;
    public DateTimeOffset Now => now;

    /// <summary>The client went away, or the server stops.</summary>
    public CancellationToken Stop => stop;

    /// <summary>A variable part of the path.</summary>
    public string Route(string name) => OneLine(name, route[name]);

    /// <summary>A value of the query; null: not given.</summary>
    public string? Text(string name)
    {
        if (!http.Request.Query.TryGetValue(name, out var values) || values.Count == 0) return null;
        if (values.Count > 1) throw Problem.BadParameter(name, "is given twice");
        var text = values[0] ?? "";
        return text.Length <= ValueLengthMax ? OneLine(name, text) : throw Problem.BadParameter(name, $"has more than {ValueLengthMax} characters");
    }

    public IReadOnlyList<string> Texts(string name, int most)
    {
        var all = http.Request.Query.TryGetValue(name, out var values) ? values.SelectMany(value => (value ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList() : [];
        if (all.Count > most) throw Problem.BadParameter(name, $"is given more than {most} times");
        return all.TrueForAll(text => text.Length <= ValueLengthMax) ? all : throw Problem.BadParameter(name, $"has more than {ValueLengthMax} characters");
    }

    public int Number(string name, int min, int max, int otherwise) => Text(name) is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number
        : throw Problem.BadParameter(name, $"is a number from {min} to {max}");

    public bool Flag(string name) => Text(name) switch
    {
        null or "false" or "0" => false,
        "" or "true" or "1" => true,
        _ => throw Problem.BadParameter(name, "is true or false"),
    };

    public string Word(string name, string otherwise, params ReadOnlySpan<string> words) => Text(name) is not { } text ? otherwise
        : words.Contains(text) ? text : throw Problem.BadParameter(name, $"is one of {string.Join(", ", words.ToArray())}");

    public Instant? Moment(string name) => Text(name) is not { } text ? null
        : Moments.TryRead(text, now, out var moment) ? moment
        : throw Problem.BadParameter(name, "is a time such as 2026-01-31, 2026-01-31T20:15:00Z or -2h");

    /// <summary>A text of the request's JSON.</summary>
    public string? Member(string name) => Value(name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? OneLine(name, Decoded(name, value)) : throw Problem.BadParameter(name, "is a string");

    /// <summary>A text that must be there.</summary>
    public string Needed(string name) => Member(name) is { Length: > 0 } text ? text : throw Problem.BadParameter(name, "must be given");

    public bool MemberFlag(string name) => MemberOrNull(name) ?? false;

    /// <summary>Yes, no, or not said.</summary>
    public bool? MemberOrNull(string name) => Value(name) is not { } value ? null
        : value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Problem.BadParameter(name, "is true or false");

    /// <summary>Refuses what the card does not know, and reads the body if there is to be one.</summary>
    public async Task Check()
    {
        foreach (var name in http.Request.Query.Keys)
            if (!endpoint.Query.Any(parameter => parameter.Name == name)) throw Unknown(name, endpoint.Query);
        foreach (var (name, value) in route)
            if (value.Length > ValueLengthMax) throw Problem.BadParameter(name, $"has more than {ValueLengthMax} characters");
        if (endpoint.Body.Count == 0) return;
        _body = await Body();
        foreach (var member in _body.EnumerateObject())
            if (!endpoint.Body.Any(parameter => parameter.Name == member.Name)) throw Unknown(member.Name, endpoint.Body);
        foreach (var parameter in endpoint.Body)
            if (parameter.Required && !_body.TryGetProperty(parameter.Name, out _)) throw Problem.BadParameter(parameter.Name, "must be given");
    }

    private JsonElement? Value(string name) => _body.ValueKind == JsonValueKind.Object && _body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>What goes on into lines of a protocol must not end them.</summary>
    private static string OneLine(string name, string text) => text.AsSpan().ContainsAny('\r', '\n', '\0') ? throw Problem.BadParameter(name, "is one line: no line ends, no NUL") : text;

    private static string Decoded(string name, JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Problem.BadParameter(name, "has half of a surrogate pair");
        }
    }

    private async Task<JsonElement> Body()
    {
        if (http.Request.ContentType is { } type && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && http.Request.ContentLength > 0)
            throw new Problem(415, "not-json", "The request's body is application/json.");
        var bytes = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(bytes, stop);
            if (bytes.Length == 0) return Empty;
            using var document = JsonDocument.Parse(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), new() { MaxDepth = BodyDepthMax });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new Problem(400, "not-json", "The request's body is a JSON object.");
        }
        catch (JsonException e)
        {
            throw new Problem(400, "not-json", $"The request's body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new Problem(413, "too-large", $"The request's body has more than {BodyLengthMax} bytes.");
        }
    }

    private static JsonElement Empty { get; } = JsonDocument.Parse("{}").RootElement;

    private static Problem Unknown(string name, IReadOnlyList<Parameter> known) => Problem.BadParameter(name.Length > 64 ? name[..64] : name,
        known.Count == 0 ? "is not known here: nothing is" : $"is not known here; known are {string.Join(", ", known.Select(parameter => parameter.Name))}");
}
