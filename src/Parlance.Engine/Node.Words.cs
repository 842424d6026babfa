using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine.Rates;
using Parlance.Engine.Words;

namespace Parlance.Engine;

/// <summary>What the node remembers of words and joins beside its state: the last messages, and how fast they come.</summary>
public sealed partial class Node
{
    public RecentMessages Recent { get; } = new();

    /// <summary>What users want to hear, for as long as they are here.</summary>
    public Privacies Privacies { get; } = new();

    public SpamGuard Spam => field ??= new(this);

    /// <summary>Who talks how fast in rooms that limit it (+f).</summary>
    public FloodRates Floods { get; } = new();

    /// <summary>How fast people come into rooms that limit it (+j).</summary>
    public JoinRates Joins { get; } = new();

    /// <summary>Takes note of an event once it is said.</summary>
    private void Remember(Event happened, in Envelope at, Room? room, User? by)
    {
        switch (happened)
        {
            case MessageSent message when by is not null:
                var stood = room is null ? Rank.None : by.In(room)?.Rank ?? Rank.None;
                Recent.Add(new(at.Id, at.Room, message.To, by.Uid, stood), Settings.History.RecentMessages);
                break;
            case MessageRedacted redacted:
                Recent.Forget(redacted.Message);
                break;
            case MemberJoined when room?.Modes.JoinThrottle is { } rate:
                Joins.Count(room, rate, Now.Monotonic);
                break;
            case RoomClosed when room is not null:
                Joins.Forget(room.Instance);
                Floods.Forget(room.Instance);
                break;
        }
    }
}
