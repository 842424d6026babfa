using System.Text.Json;
using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Web.Asking;

namespace Parlance.Control;

/// <summary>The request <c>user</c>: what <c>parlance user</c> asks. A list comes in pages.</summary>
internal static class UserRequests
{
    /// <summary>Accounts in one answer.</summary>
    public const int PageMax = 1_000;

    public static async Task<ControlReply> Answer(JsonElement arguments, IAskedNode node, CancellationToken stop)
    {
        if (arguments.TryGetProperty("action", out var action) && action.ValueKind == JsonValueKind.String && action.GetString() == "list") return await List(arguments, node, stop);

        var isClassic = action.ValueKind == JsonValueKind.String && action.GetString()!.StartsWith("classic-", StringComparison.Ordinal);
        var answer = await node.Ask(isClassic ? (Parlance.Engine.Loop.Question<UserAnswer>)new ClassicRequest(arguments) : new UserRequest(arguments)).WaitAsync(stop);
        await node.Written(answer.Position, stop);
        return answer.Reply;
    }

    private static async Task<ControlReply> List(JsonElement arguments, IAskedNode node, CancellationToken stop)
    {
        EventId? after = arguments.TryGetProperty("after", out var cursor) && cursor.ValueKind == JsonValueKind.String && EventId.TryParse(cursor.GetString(), out var id) ? id : null;
        var page = await node.Ask(new Listing<Account, EventId>(state => [.. state.State.Accounts], account => account.Id, _ => true, after, PageMax, static (_, account, json) =>
        {
            json.WriteStartObject();
            AccountJson.Write(json, account);
            json.WriteEndObject();
        })).WaitAsync(stop);
        return ControlReply.Object(json =>
        {
            json.WritePropertyName("accounts");
            json.WriteRawValue(page.Items.Span);
            if (page.Next is { } next) json.WriteString("next", next);
        });
    }
}
