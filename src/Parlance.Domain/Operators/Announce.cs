using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>Says something to everybody in the server's name.</summary>
public sealed record Announce(string Text) : UserCommand
{
    /// <summary>Characters of an announcement: one line of every protocol.</summary>
    public const int LengthMax = 390;

    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        Text.Length > LengthMax ? new Refusal(RefusalCode.TooLong, $"{LengthMax}")
        : Text.Length == 0 || Text.Any(char.IsControl) ? new Refusal(RefusalCode.BadParameter, "text")
        : new AnnouncementMade(Text);
}

[EventName("server.announce")]
public sealed record AnnouncementMade([property: Personal] string Text) : Event
{
    public override Reach Reach => Reach.Everybody;

    public override void Evolve(NodeState state, in Envelope at) { }
}
