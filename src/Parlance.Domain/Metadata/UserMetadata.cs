using Parlance.Domain.Users;

namespace Parlance.Domain.Metadata;

/// <summary>Sets a key of one's own, or (null) removes it. IRCv3 draft/metadata-2.</summary>
public sealed record SetUserMetadata(string Key, string? Value) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (MetadataKey.Refuses(by.Metadata, Key, Value, now.Limits) is { } refusal) return refusal;
        if (Value is not null && by.Metadata?.GetValueOrDefault(Key) == Value) return Verdict.Nothing;

        return new UserMetadataSet(Key, Value);
    }
}

/// <summary>Removes all keys of one's own.</summary>
public sealed record ClearUserMetadata : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        by.Metadata is null ? Verdict.Nothing : by.Metadata.Keys.Select(key => (Event)new UserMetadataSet(key, null)).ToArray();
}

/// <summary>Heard by those who subscribed to the key and see the user: each dialect knows its own. A guest's ends with the session, hence not durable.</summary>
[EventName("user.metadata")]
public sealed record UserMetadataSet(string Key, [property: Personal] string? Value) : UserEvent
{
    /// <summary>Set when somebody else changed it.</summary>
    public Uid User { get; init; }

    public override Uid About => User;
    public override string? Target => Key;
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(User user, NodeState state, in Envelope at) => user.Metadata = MetadataKey.With(user.Metadata, Key, Value);
}
