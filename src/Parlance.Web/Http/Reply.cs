using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Parlance.Log;

namespace Parlance.Web.Http;

/// <summary>What is answered: its status is known, and recorded, before the first byte goes out.</summary>
public abstract class Reply(int status)
{
    public int Status { get; } = status;
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];

    public abstract Task Send(HttpContext to);
}

/// <summary>Bytes that are there already.</summary>
public sealed class Whole(int status, string contentType, ReadOnlyMemory<byte> body) : Reply(status)
{
    public static Whole Text(string text) => new(200, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text));

    public override async Task Send(HttpContext to)
    {
        to.Response.ContentType = contentType;
        to.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(to.Request.Method)) await to.Response.Body.WriteAsync(body, to.RequestAborted);
    }
}

/// <summary>A JSON value, written at once.</summary>
public sealed class Json : Reply
{
    private readonly Whole _whole;

    public Json(int status, Action<Utf8JsonWriter> write, string contentType = "application/json")
        : base(status)
    {
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, EventRowJson.Options)) write(json);
        _whole = new(status, contentType, buffer.WrittenMemory);
    }

    /// <summary>An action is done; there is no more to say.</summary>
    public static Json Done { get; } = new(200, json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("done", true);
        json.WriteEndObject();
    });

    public override Task Send(HttpContext to) => _whole.Send(to);
}

/// <summary>An answer that is written while it is made.</summary>
public sealed class Streamed(string contentType, Func<HttpContext, Task> write, int status = 200) : Reply(status)
{
    public override Task Send(HttpContext to)
    {
        if (Status != 101) to.Response.ContentType = contentType;
        return write(to);
    }
}
