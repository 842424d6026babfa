using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;

namespace Parlance.Engine.Words;

/// <summary>What the lockdown keeps from happening.</summary>
public static class Doors
{
    /// <summary>Why a newcomer may not come; null: the doors are open, or an exemption covers it.</summary>
    public static string? Bars(NodeState state, UserConnected user, Instant now) =>
        state.Lockdown <= Lockdown.NoNewcomers && !state.Bans.Exempts(BanSubject.Of(user), now) ? "The network takes nobody new just now; try again later" : null;

    /// <summary>Whether words in a room are kept back.</summary>
    public static bool BarsSpeech(NodeState state, User by) => state.Lockdown <= Lockdown.Silence && by.Operator is null;

    /// <summary>Whether words to a user are kept back; null: to somebody who is not here.</summary>
    public static bool BarsDirect(NodeState state, User by, User? to) => state.Lockdown <= Lockdown.NoDirect && by.Operator is null && to?.Operator is null;
}
