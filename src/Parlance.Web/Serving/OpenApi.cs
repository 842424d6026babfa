using System.Text.Json;
using System.Text.RegularExpressions;
using Parlance.Engine;
using Parlance.Web.Http;

namespace Parlance.Web.Serving;

/// <summary>The API's description, made from the endpoints' cards (OpenAPI 3.1).</summary>
public sealed partial class OpenApi(WebParts parts) : IEndpoints
{
    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/openapi.json", Summary = "This description.", Returns = "An OpenAPI 3.1 document.",
            Handle = _ => Task.FromResult<Reply>(new Json(200, json => Write(json, parts.Endpoints()))),
        },
    ];

    internal static void Write(Utf8JsonWriter json, IReadOnlyList<Endpoint> endpoints)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "Parlance admin API");
        json.WriteString("version", Node.Version);
        json.WriteEndObject();
        json.WriteStartObject("paths");
        foreach (var path in endpoints.GroupBy(endpoint => endpoint.Path))
        {
            json.WriteStartObject(path.Key);
            foreach (var endpoint in path) Operation(json, endpoint);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        Components(json);
        json.WriteEndObject();
    }

    private static void Operation(Utf8JsonWriter json, Endpoint endpoint)
    {
        json.WriteStartObject(endpoint.Method.ToLowerInvariant());
        json.WriteString("summary", endpoint.Summary);
        json.WriteString("operationId", Identifier(endpoint));
        if (endpoint.Privilege is { } privilege) json.WriteString("x-privilege", privilege);
        json.WriteStartArray("parameters");
        foreach (Match part in Variable().Matches(endpoint.Path)) Write(json, new(part.Groups["name"].Value, ParameterKind.Text, "", Required: true), "path");
        foreach (var parameter in endpoint.Query) Write(json, parameter, "query");
        json.WriteEndArray();
        if (endpoint.Body.Count > 0) Body(json, endpoint.Body);
        json.WriteStartObject("responses");
        Response(json, "2XX", endpoint.Returns, null);
        Response(json, "default", "What is wrong (RFC 9457).", "#/components/schemas/Problem");
        json.WriteEndObject();
        json.WriteStartArray("security");
        foreach (var scheme in endpoint.Access == Access.Staff ? new[] { "basic", "token" } : [])
        {
            json.WriteStartObject();
            json.WriteStartArray(scheme);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Parameter parameter, string where)
    {
        json.WriteStartObject();
        json.WriteString("name", parameter.Name);
        json.WriteString("in", where);
        json.WriteBoolean("required", parameter.Required);
        if (parameter.Meaning.Length > 0) json.WriteString("description", parameter.Meaning);
        json.WritePropertyName("schema");
        Schema(json, parameter);
        json.WriteEndObject();
    }

    private static void Body(Utf8JsonWriter json, IReadOnlyList<Parameter> members)
    {
        json.WriteStartObject("requestBody");
        json.WriteBoolean("required", members.Any(member => member.Required));
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WriteStartObject("schema");
        json.WriteString("type", "object");
        json.WriteBoolean("additionalProperties", false);
        json.WriteStartArray("required");
        foreach (var member in members.Where(member => member.Required)) json.WriteStringValue(member.Name);
        json.WriteEndArray();
        json.WriteStartObject("properties");
        foreach (var member in members)
        {
            json.WritePropertyName(member.Name);
            Schema(json, member);
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Schema(Utf8JsonWriter json, Parameter parameter)
    {
        json.WriteStartObject();
        json.WriteString("type", parameter.Kind switch { ParameterKind.Number => "integer", ParameterKind.Flag => "boolean", _ => "string" });
        if (parameter.Words.Count > 0)
        {
            json.WriteStartArray("enum");
            foreach (var word in parameter.Words) json.WriteStringValue(word);
            json.WriteEndArray();
        }

        if (parameter.Meaning.Length > 0) json.WriteString("description", parameter.Meaning);
        json.WriteEndObject();
    }

    private static void Response(Utf8JsonWriter json, string status, string meaning, string? schema)
    {
        json.WriteStartObject(status);
        json.WriteString("description", meaning);
        if (schema is not null)
        {
            json.WriteStartObject("content");
            json.WriteStartObject("application/problem+json");
            json.WriteStartObject("schema");
            json.WriteString("$ref", schema);
            json.WriteEndObject();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Components(Utf8JsonWriter json) => json.WriteRawValue("components", """
        {"securitySchemes":{"basic":{"type":"http","scheme":"basic"},"token":{"type":"http","scheme":"bearer"}},
        "schemas":{"Problem":{"type":"object","required":["type","title","status","detail","code"],"properties":{"type":{"type":"string"},"title":{"type":"string"},
        "status":{"type":"integer"},"detail":{"type":"string"},"code":{"type":"string"}}}}}
        """);

    /// <summary><c>POST /admin/rooms/{name}/topic</c> is <c>post_admin_rooms_name_topic</c>.</summary>
    private static string Identifier(Endpoint endpoint) => $"{endpoint.Method.ToLowerInvariant()}{NotLetters().Replace(endpoint.Path, "_").TrimEnd('_')}";

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Variable();

    [GeneratedRegex("[^a-z]+", RegexOptions.None, 1_000)]
    private static partial Regex NotLetters();
}

/// <summary><see cref="Utf8JsonWriter"/> with a raw member.</summary>
internal static class RawMember
{
    public static void WriteRawValue(this Utf8JsonWriter json, string name, string raw)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(raw);
    }
}
