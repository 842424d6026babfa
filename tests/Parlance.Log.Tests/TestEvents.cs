using System.Net;
using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Log.Tests;

/// <summary>A durable event with something personal: what most of the log is.</summary>
[EventName("test.said")]
public sealed record Said(string Where, [Personal] ReadOnlyMemory<byte> Text, [property: Personal] string? Tags = null) : Event
{
    public override bool Durable => true;
    public override Reach Reach => Reach.Room;
    public override string? Target => Where;
    public int Length => Text.Length;

    public bool Equals(Said? other) => other is not null && Where == other.Where && Tags == other.Tags && Text.Span.SequenceEqual(other.Text.Span);
    public override int GetHashCode() => Where.GetHashCode(StringComparison.Ordinal);
    public override void Evolve(NodeState state, in Envelope at) { }
}

/// <summary>Nobody waits for it, and nothing in it is personal.</summary>
[EventName("test.joined")]
public sealed record Joined(Uid User, string Where) : Event
{
    public override Uid About => User;
    public override string? Target => Where;
    public override void Evolve(NodeState state, in Envelope at) { }
}

[EventName("test.silence")]
public sealed record Silence : Event
{
    public override void Evolve(NodeState state, in Envelope at) { }
}

/// <summary>Required personal properties of every sort: what stands for them once their key is destroyed.</summary>
[EventName("test.came")]
public sealed record Came : Event
{
    public required Uid User { get; init; }
    [Personal] public required IPAddress Address { get; init; }
    [Personal] public required string RealName { get; init; }
    [Personal] public required int Age { get; init; }
    [Personal] public required IReadOnlyList<string> Names { get; init; }
    [Personal] public required string? Mail { get; init; }
    public override bool Durable => true;
    public override Uid About => User;
    public override void Evolve(NodeState state, in Envelope at) { }
}

/// <summary>One of each value that events are made of.</summary>
[EventName("test.values")]
public sealed record Values(
    Uid Uid, Sid Sid, Dot Dot, EventId Id, Stamp Stamp, Instant Instant, Actor Actor, VersionVector Vector, IPAddress Address, byte[] Bytes,
    ReadOnlyMemory<byte> Text, Rank Rank, FileAccess Flags, bool Yes, bool No, string Words, string? Nothing, long Big, Grant Nested, IReadOnlyList<Uid> Many) : Event
{
    public override void Evolve(NodeState state, in Envelope at) { }
}

public sealed record Grant(Uid To, Rank Rank)
{
    public bool IsHigh => Rank > Rank.Voice;
}

/// <summary>Its third version; the corpus has the first and the second.</summary>
[EventName("test.renamed", version: 3)]
public sealed record Renamed(string From, string To, bool Forced) : Event
{
    public override bool Durable => true;
    public override void Evolve(NodeState state, in Envelope at) { }
}
