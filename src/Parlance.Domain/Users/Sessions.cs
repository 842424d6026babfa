namespace Parlance.Domain.Users;

/// <summary>One more connection of a user who is here already: another device of the same account.</summary>
[EventName("session.open")]
public sealed record SessionOpened(Uid User, uint Session, string Dialect, string? Resource) : UserEvent
{
    /// <summary>Where it comes from; what staff see.</summary>
    [Personal] public string Address { get; init; } = "";

    public override Uid About => User;
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(User user, NodeState state, in Envelope at) =>
        user.Open(new() { Number = Session, Dialect = Dialect, Resource = Resource, Since = at.Stamp.Wall });
}

/// <summary>A connection of a user ended, and others of the same user go on. Its presence is void; rooms it alone was in were left before.</summary>
[EventName("session.close")]
public sealed record SessionClosed(Uid User, uint Session, [property: Personal] string Reason) : UserEvent
{
    public override Uid About => User;
    public override Reach Reach => Reach.Nobody;
    public override bool SaidBefore => true;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        foreach (var membership in user.Memberships) membership.Detach(Session);
        user.Close(Session);
    }
}

/// <summary>A session said how available it is; null: no longer. RFC 6121 §4.</summary>
[EventName("session.presence")]
public sealed record PresenceChanged(Uid User, uint Session, Show? Show, sbyte Priority) : UserEvent
{
    [Personal] public string? Status { get; init; }
    [Personal] public ReadOnlyMemory<byte> Extensions { get; init; }

    public override Uid About => User;
    public override Reach Reach => Reach.Nobody;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        if (user.SessionOf(Session) is { } session)
            session.Presence = Show is { } show ? new(show, Priority) { Status = Status, Extensions = Extensions } : null;
    }
}
