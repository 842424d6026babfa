using System.Text.Json;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary>Asks the node that serves, or one begun for it, and says what came of it.</summary>
internal sealed class UserAsking(ServerConfiguration configuration, TextWriter output, TextWriter error)
{
    public string? Name { get; init; }
    public string? Password { get; init; }
    public bool AsJson { get; init; }

    /// <param name="action">What is asked.</param>
    /// <param name="words">What is said of the answer without <c>--json</c>.</param>
    /// <param name="more">Further members of the request.</param>
    public int Run(string action, Func<JsonElement, string> words, Action<Utf8JsonWriter>? more = null) => Asked(ask =>
    {
        var answer = ask(Request(action, more));
        output.WriteLine(AsJson ? answer.GetRawText() : words(answer));
    });

    public int List() => Asked(ask =>
    {
        var all = new List<JsonElement>();
        string? after = null;
        do
        {
            var page = ask(Request("list", json =>
            {
                if (after is not null) json.WriteString("after", after);
            }));
            all.AddRange(page.GetProperty("accounts").EnumerateArray());
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        if (AsJson) output.WriteLine($"[{string.Join(',', all.Select(account => account.GetRawText()))}]");
        else foreach (var account in all) output.WriteLine(UserText.Name(account));
    });

    private byte[] Request(string action, Action<Utf8JsonWriter>? more) => Requests.Of(action, Name, json =>
    {
        if (Password is not null) json.WriteString("password", Password);
        more?.Invoke(json);
    });

    /// <summary>Opens what is asked, and says why if it cannot be or refuses.</summary>
    public int Asked(Action<Func<byte[], JsonElement>> act)
    {
        try
        {
            using var running = ControlClient.IfRunning(configuration.DataFolder);
            if (running is not null) act(request => running.Ask(request));
            else
            {
                using var node = OfflineNode.Open(configuration);
                act(request => AskOffline(node, request));
            }

            return ExitStatus.Done;
        }
        catch (Exception e) when (Startup.Explains(e) || e is TimeoutException)
        {
            error.WriteLine($"parlance: {e.Message}");
            return ExitStatus.Failed;
        }
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "VSTHRD002", Justification = "The node steps on this thread: the answer is there when it returns.")]
    private static JsonElement AskOffline(OfflineNode node, byte[] request)
    {
        using var asked = JsonDocument.Parse(request);
        var reply = UserRequests.Answer(asked.RootElement, node, CancellationToken.None).GetAwaiter().GetResult();
        using var answer = JsonDocument.Parse(reply.Json);
        return answer.RootElement.TryGetProperty("error", out var why) ? throw new ControlException(why.ToString()) : answer.RootElement.Clone();
    }
}
