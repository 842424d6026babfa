using Parlance.Domain.Rooms;

namespace Parlance.Domain.Metadata;

/// <summary>Sets a key of a room, or (null) removes it: for operators. IRCv3 draft/metadata-2.</summary>
public sealed record SetRoomMetadata(string Key, string? Value) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!MetadataKey.IsKey(Key)) return new Refusal(RefusalCode.BadParameter, Key);
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < Rank.Operator) return RefusalCode.RankTooLow;
        if (MetadataKey.Refuses(room.Metadata, Key, Value, by.Now.Limits) is { } refusal) return refusal;
        if (Value is not null && room.Metadata?.GetValueOrDefault(Key) == Value) return Verdict.Nothing;

        return new RoomMetadataSet(Key, Value);
    }
}

/// <summary>Removes all keys of a room.</summary>
public sealed record ClearRoomMetadata : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (by.Rank < Rank.Operator) return RefusalCode.RankTooLow;
        return room.Metadata is null ? Verdict.Nothing : room.Metadata.Keys.Select(key => (Event)new RoomMetadataSet(key, null)).ToArray();
    }
}

/// <summary>Heard by members who subscribed to the key: each dialect knows its own.</summary>
[EventName("channel.metadata")]
public sealed record RoomMetadataSet(string Key, string? Value) : RoomEvent
{
    public override bool Durable => true;
    public override string? Target => Key;
    public override Reach Reach => Reach.Nobody;
    public override Register Merges => Register.Latest;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.Metadata = MetadataKey.With(room.Metadata, Key, Value);
}
