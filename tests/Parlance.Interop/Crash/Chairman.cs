using Parlance.Live;

namespace Parlance.Interop;

/// <summary>Founds a room and runs it: topics, limits and bans one after the other, each with a label, and remembers what was acknowledged.</summary>
public sealed class Chairman(LiveServer server, Promises promises, string room)
{
    /// <summary>A room's ban list has a maximum of 100.</summary>
    private const int Bans = 20;

    private int _acknowledged;

    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>Goes on until the server dies.</summary>
    public async Task Work()
    {
        try
        {
            using var wire = await WireClient.Register(server.Port, room[1..], "labeled-response", "batch");
            await Ask(wire, $"JOIN {room}");
            var promise = promises.In(room);
            for (var i = 0; ; i++)
            {
                promise.TopicAsked = $"topic {i}";
                await Ask(wire, $"TOPIC {room} :{promise.TopicAsked}");
                promise.Topic = promise.TopicAsked;

                promise.LimitAsked = $"{1000 + i}";
                await Ask(wire, $"MODE {room} +l {promise.LimitAsked}");
                promise.Limit = promise.LimitAsked;

                if (i >= Bans) continue;
                var mask = $"guest{i}!*@*";
                await Ask(wire, $"MODE {room} +b {mask}");
                promise.Bans.Add(mask);
            }
        }
        catch (IOException)
        {
            // The server is gone, as it should be: what was asked last is nobody's promise.
        }
    }

    private async Task Ask(WireClient wire, string line)
    {
        var label = $"label=c{_acknowledged}";
        await wire.Send($"@{label} {line}");
        await wire.Until(l => l.StartsWith('@') && l[..l.IndexOf(' ', StringComparison.Ordinal)].Contains(label, StringComparison.Ordinal));
        Interlocked.Increment(ref _acknowledged);
    }
}
