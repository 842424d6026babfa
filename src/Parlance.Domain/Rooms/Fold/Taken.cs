namespace Parlance.Domain.Rooms.Fold;

/// <summary>What a replica did with an event.</summary>
public enum Intake
{
    /// <summary>It had seen all that is known: it was assigned, and is said as it is (if it is valid).</summary>
    Evolved,
    /// <summary>It is concurrent with others: the room was folded anew, and the changes are to be said instead of it.</summary>
    Refolded,
    /// <summary>It was here already.</summary>
    Known,
    /// <summary>Something that its origin had seen is missing here: keep it and give it again later.</summary>
    Early,
    /// <summary>It is beyond its node's fence: it has lost its dot.</summary>
    Fenced,
    /// <summary>Another event with the same dot is known: its node lies, or runs twice.</summary>
    Contradicted,
    /// <summary>Too much is unstable: ask again when there was a waist.</summary>
    Full,
    /// <summary>Its envelope is none of a room's event, or the rules it names are unknown here.</summary>
    Unreadable,
}

/// <summary>What taking an event led to.</summary>
/// <param name="Intake">What was done.</param>
/// <param name="Verdict">What became of the event, when it was taken.</param>
/// <param name="Changes">What people are to be told, when the room was folded anew.</param>
public readonly record struct Taken(Intake Intake, FactVerdict Verdict, IReadOnlyList<RoomChange> Changes)
{
    internal static Taken Not(Intake intake) => new(intake, default, []);

    public bool IsTaken => Intake is Intake.Evolved or Intake.Refolded;
}
