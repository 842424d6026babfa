using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Parlance.Web.Http;

/// <summary>A call that is not done: said as <c>application/problem+json</c> (RFC 9457), with a code that programs may look at.</summary>
public sealed class Problem(int status, string code, string detail, params (string Name, string Value)[] headers) : Exception(detail)
{
    public int Status { get; } = status;

    /// <summary>Short and fixed: <c>bad-parameter</c>.</summary>
    public string Code { get; } = code;
    public IReadOnlyList<(string Name, string Value)> Headers { get; } = headers;

    public static Problem BadParameter(string name, string rule) => new(400, "bad-parameter", $"'{name}' {rule}.");

    public static Problem NotFound(string what) => new(404, "not-found", what);

    public static Problem Busy(string what) => new(503, "busy", what, ("Retry-After", "1"));

    public Reply ToReply() => new Json(Status, json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", ReasonPhrases.GetReasonPhrase(Status));
        json.WriteNumber("status", Status);
        json.WriteString("detail", Message);
        json.WriteString("code", Code);
        json.WriteEndObject();
    }, "application/problem+json") { Headers = Headers };
}
