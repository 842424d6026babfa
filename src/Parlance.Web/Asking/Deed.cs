using System.Text.Json;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Web.Http;

namespace Parlance.Web.Asking;

/// <summary>Something that staff has done by a call, and its record, in one step: both are in the log, or neither.</summary>
public sealed class Deed(StaffMember by, Func<Node, StaffMember, DeedOutcome> act) : Question<DeedOutcome>
{
    public override bool Slice(Node node) => Done(act(node, by));
}

/// <summary>Something whose outcome is there only in a later step: a password is hashed meanwhile.</summary>
public sealed class LongDeed(StaffMember by, Action<Node, StaffMember, Action<DeedOutcome>> act) : Question<DeedOutcome>
{
    public override bool Slice(Node node)
    {
        act(node, by, outcome => Done(outcome));
        return true;
    }
}

/// <summary>What came of it.</summary>
/// <param name="Refusal">Why not; null: done.</param>
/// <param name="Made">What is said when done; null: nothing but that.</param>
public sealed record DeedOutcome(Refusal? Refusal = null, Reply? Made = null)
{
    public static DeedOutcome Of(Refusal? refusal) => new(refusal);

    /// <summary>Done, and this came of it: written here and now, on the loop, for it may be another thing a step later.</summary>
    public static DeedOutcome With(Action<Utf8JsonWriter> write) => new(null, new Json(201, write));

    public Reply ToReply() => Refusal is { } refusal ? throw Refused.Of(refusal) : Made ?? Json.Done;
}
