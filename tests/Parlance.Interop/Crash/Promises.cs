using System.Collections.Concurrent;

namespace Parlance.Interop;

/// <summary>Every change that the server has acknowledged, by room: what it must still know after any end.</summary>
public sealed class Promises
{
    private readonly ConcurrentDictionary<string, Promise> _rooms = [];

    public IReadOnlyCollection<string> Rooms => [.. _rooms.Keys];

    public Promise In(string room) => _rooms.GetOrAdd(room, _ => new Promise());
}

/// <summary>One room's last acknowledged topic and limit, the bans acknowledged, and what was asked but not yet answered.</summary>
public sealed class Promise
{
    public string Topic { get; set; } = "";
    public string Limit { get; set; } = "";
    public HashSet<string> Bans { get; } = [];

    /// <summary>Asked and not acknowledged when the server died: it may hold or not.</summary>
    public string TopicAsked { get; set; } = "";
    public string LimitAsked { get; set; } = "";
}
