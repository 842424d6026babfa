namespace Parlance.Domain.Rooms.Fold;

/// <summary>What became of an event in the fold.</summary>
public enum Fate
{
    /// <summary>It counts.</summary>
    Effective,
    /// <summary>Its actor had the right, but a concurrent event takes it away.</summary>
    Annulled,
    /// <summary>Its actor had no right to it, knowing what it knew: never effective, on no node.</summary>
    Invalid,
}

/// <summary>Why a valid event is annulled.</summary>
public enum AnnulmentCause
{
    None,
    /// <summary>The room had been created elsewhere already, or by somebody who comes first.</summary>
    CreatedElsewhere,
    /// <summary>The room it created anew lived on.</summary>
    RoomLivedOn,
    /// <summary>What gave its actor the right was annulled.</summary>
    BasisAnnulled,
    /// <summary>A senior took its actor's authority at the same time.</summary>
    AuthorityRemoved,
    /// <summary>A restriction was in force before, by the clock.</summary>
    Restricted,
    /// <summary>The room was full.</summary>
    Crowded,
    /// <summary>Its actor's joining was annulled.</summary>
    JoinAnnulled,
    /// <summary>Somebody joined the room that it closed.</summary>
    JoinedMeanwhile,
    /// <summary>Its node is in quarantine.</summary>
    Quarantined,
}

/// <summary>Why an event is invalid.</summary>
public enum Flaw
{
    None,
    /// <summary>Its actor is not a user of the node that wrote it.</summary>
    NotItsUser,
    /// <summary>Its stamp is not above those it says it has seen.</summary>
    Backdated,
    /// <summary>Its name or instance is not its own.</summary>
    BadInstance,
    /// <summary>There was no room, or another one.</summary>
    NoRoom,
    /// <summary>The room existed.</summary>
    RoomExists,
    /// <summary>Staff of that node have no rights in this mesh.</summary>
    NotStaff,
    NotMember,
    /// <summary>It says what holds already.</summary>
    AlreadySo,
    RankTooLow,
    TargetNotMember,
    TargetOutranks,
    /// <summary>A ban, key, limit or mode that the actor's node knew of.</summary>
    Barred,
    /// <summary>Nonsense in its words: a mask that is none, a mode that cannot be set.</summary>
    Malformed,
}

/// <summary>What became of an event, and because of which other.</summary>
/// <param name="Fate">Whether it counts.</param>
/// <param name="Cause">Why it is annulled.</param>
/// <param name="By">The event that annuls it; none: no event does.</param>
/// <param name="Flaw">Why it is invalid.</param>
public readonly record struct FactVerdict(Fate Fate, AnnulmentCause Cause = AnnulmentCause.None, Dot By = default, Flaw Flaw = Flaw.None)
{
    public bool IsEffective => Fate == Fate.Effective;
}
