using System.Text.Json;

namespace Parlance.Web.Tests;

/// <summary>Somebody who listens to /admin/stream as a browser does.</summary>
internal sealed class EventStream : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventStream(HttpResponseMessage answer) => (_answer, _lines) = (answer, new(answer.Content.ReadAsStream()));

    public static async Task<EventStream> Open(WebNode node, string query = "", string? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/admin/stream?{query}");
        if (after is not null) request.Headers.Add("Last-Event-ID", after);
        var answer = await node.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(answer);
    }

    /// <summary>The next event: its id, its name and its data.</summary>
    public async Task<(string Id, string Name, JsonElement Data)> Next()
    {
        var (id, name, data) = ("", "", "");
        using var patience = new CancellationTokenSource(Patience);
        while (await _lines.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.Length == 0 && data.Length > 0) return (id, name, JsonDocument.Parse(data).RootElement);
        }

        throw new InvalidOperationException("the stream ended");
    }

    public async Task<bool> Ends()
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            while (await _lines.ReadLineAsync(patience.Token) is not null) { }
            return true;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return true;
        }
    }

    public void Dispose() => _answer.Dispose();
}
