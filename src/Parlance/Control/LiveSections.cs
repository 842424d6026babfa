using System.Text.Json;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Log;

namespace Parlance.Control;

/// <summary>The answer to the request <c>state</c>: the node's rows in sections, each hashed in a round of its own, so that nobody waits for more than one of them.</summary>
internal static class LiveSections
{
    public static async Task<ControlReply> Take(NodeLoop loop, Func<long> written, CancellationToken stop)
    {
        var plan = StateSections.Plan(await loop.Ask(node => StateSections.List(node.State)).WaitAsync(stop));
        var taken = new List<LiveSection>(plan.Count);
        for (var i = 0; i < plan.Count; i++)
        {
            var section = i;
            taken.Add(await loop.Ask(node => new LiveSection(node.State.Position, plan.Hash(section, node.State))).WaitAsync(stop));
        }

        // The log is to have what the sections speak of before anybody compares.
        while (taken.Count > 0 && written() < taken[^1].Position) await Task.Delay(5, stop);
        return ControlReply.Object(json =>
        {
            json.WriteNumber("start", plan.Start);
            json.WriteStartArray("sections");
            foreach (var section in taken)
            {
                json.WriteStartArray();
                json.WriteNumberValue(section.Position);
                json.WriteBase64StringValue(section.Hash);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
    }

    /// <exception cref="ControlException">The answer is not such a list.</exception>
    public static (long Start, IReadOnlyList<LiveSection> Sections) From(JsonElement reply)
    {
        try
        {
            return (reply.GetProperty("start").GetInt64(), [.. reply.GetProperty("sections").EnumerateArray().Select(section => new LiveSection(section[0].GetInt64(), section[1].GetBytesFromBase64()))]);
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new ControlException("the server's answer is of another version; run the server's own parlance", e);
        }
    }
}
