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

/// <summary>What came of it.</summary>
/// <param name="Refusal">Why not; null: done.</param>
/// <param name="Reply">What is said when done; null: nothing but that.</param>
public sealed record DeedOutcome(Refusal? Refusal = null, Action<Utf8JsonWriter>? Reply = null, int Status = 200)
{
    public static DeedOutcome Of(Refusal? refusal) => new(refusal);

    public Reply ToReply() => Refusal is { } refusal ? throw Refused.Of(refusal) : Reply is null ? Json.Done : new Json(Status, Reply);
}
