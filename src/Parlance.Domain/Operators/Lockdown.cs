using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>How far the doors are shut against an attack, as DEFCON counts: each level has the ones above it. Staff is never barred.</summary>
public enum Lockdown
{
    /// <summary>Only staff speaks.</summary>
    Silence = 1,
    /// <summary>Direct messages go only from and to staff.</summary>
    NoDirect = 2,
    /// <summary>Nobody new comes in but those whom an exemption covers.</summary>
    NoNewcomers = 3,
    /// <summary>No new rooms.</summary>
    NoNewRooms = 4,
    Normal = 5,
}

public sealed record SetLockdown(Lockdown Level) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now) =>
        !Enum.IsDefined(Level) ? new Refusal(RefusalCode.BadParameter, "level") : Level == state.Lockdown ? Verdict.Nothing : new LockdownSet(Level);
}

/// <summary>Survives a restart: an attack does not end with it.</summary>
[EventName("oper.defcon")]
public sealed record LockdownSet(Lockdown Level) : Event
{
    public override bool Durable => true;
    public override string? Target => Level.ToString();

    public override void Evolve(NodeState state, in Envelope at) => state.Lockdown = Level;
}
