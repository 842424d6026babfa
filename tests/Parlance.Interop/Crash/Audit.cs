using Parlance.Live;

namespace Parlance.Interop;

/// <summary>Asks a restarted server, from outside the rooms, for everything it had promised in this and all earlier rounds.</summary>
public static class Audit
{
    public static async Task Check(LiveServer server, Promises promises, int round)
    {
        using var wire = await WireClient.Register(server.Port, "auditor");
        foreach (var room in promises.Rooms)
        {
            var promise = promises.In(room);
            var topic = await Answer(wire, $"TOPIC {room}", "332", "331");
            Holds(topic[(topic.IndexOf(" :", StringComparison.Ordinal) + 2)..], promise.Topic, promise.TopicAsked, $"round {round}: topic of {room}");

            var modes = (await Answer(wire, $"MODE {room}", "324")).Split(' ');
            Holds(modes[^1].TrimStart(':'), promise.Limit, promise.LimitAsked, $"round {round}: limit of {room}");

            var bans = await Bans(wire, room);
            Assert.True(promise.Bans.IsSubsetOf(bans), $"round {round}: bans of {room} missing: {string.Join(' ', promise.Bans.Except(bans))}");
        }
    }

    /// <summary>The last acknowledged value, or the one that was under way.</summary>
    private static void Holds(string found, string promised, string asked, string what) =>
        Assert.True(found == promised || found == asked, $"{what} is '{found}'; promised '{promised}', asked '{asked}'");

    private static async Task<HashSet<string>> Bans(WireClient wire, string room)
    {
        var bans = new HashSet<string>();
        await wire.Send($"MODE {room} b");
        while (true)
        {
            var line = IrcText.Bare(await wire.Until(l => IrcText.Bare(l) is var b && (b.StartsWith("367 ", StringComparison.Ordinal) || b.StartsWith("368 ", StringComparison.Ordinal))));
            if (line.StartsWith("368 ", StringComparison.Ordinal)) return bans;
            bans.Add(line.Split(' ')[3]);
        }
    }

    private static async Task<string> Answer(WireClient wire, string question, params string[] numerics)
    {
        await wire.Send(question);
        var answer = IrcText.Bare(await wire.Until(l => IrcText.Bare(l) is var b && (b[0] == '4' || numerics.Any(n => b.StartsWith(n + " ", StringComparison.Ordinal)))));
        Assert.False(answer[0] == '4', $"{question} was answered {answer}");
        return answer;
    }
}
