namespace Parlance.Domain.Rooms;

/// <summary>A room's topic: its text, who set it (as IRC shows it: nick!user@host; and their id), and when. Empty text: none.</summary>
public readonly record struct Topic(string Text, string Setter, Stamp At, Uid By = default)
{
    public bool IsSet => !string.IsNullOrEmpty(Text);
}

/// <summary>Changes the topic. RFC 2812 §3.2.4.</summary>
public sealed record SetTopic(string Text) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.IsIn) return RefusalCode.NotInRoom;
        if (room.Has(RoomMode.TopicLocked) && by.Rank < Rank.HalfOperator) return RefusalCode.RankTooLow;
        if (by.Rank < Rank.Voice && room.Mute(by.User, by.Member)) return new Refusal(RefusalCode.CannotSpeak, "ban");
        var text = Limits.Cut(Text, by.Now.Limits.TopicLength);
        if (text == (room.Topic.Text ?? "")) return Verdict.Nothing;

        return new TopicSet(text, $"{by.User.Nick}!{by.User.Ident}@{by.User.Host}");
    }
}

[EventName("channel.topic")]
public sealed record TopicSet([property: Personal] string Text, [property: Personal] string Setter) : RoomEvent
{
    public override bool Durable => true;

    /// <summary>Concurrent topics: the senior's, then the later one (CONVERGENCE 1.2).</summary>
    public override Register Merges => Register.Topic;

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.Topic = new(Text, Setter, at.Stamp, at.By.Uid);
}
