using Parlance.Domain;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Simulation.Model;

/// <summary>An event as it travels in the simulated mesh.</summary>
/// <param name="Event">What happened.</param>
/// <param name="At">Its envelope.</param>
/// <param name="Guise">What masks saw in the actor.</param>
/// <param name="Forged">The lie in it; null: it was decided honestly.</param>
internal sealed record ModelFact(Event Event, Envelope At, Guise? Guise, string? Forged = null)
{
    public override string ToString()
    {
        var words = Event.ToString().Replace("Durable = True, ", "", StringComparison.Ordinal).Replace("Durable = False, ", "", StringComparison.Ordinal);
        var own = words.IndexOf("Merges = ", StringComparison.Ordinal) is > 0 and var at && words.IndexOf(", ", at, StringComparison.Ordinal) is > 0 and var comma ? words[(comma + 2)..^2] : "";
        return $"{At.Stamp.Wall.Milliseconds - ModelNode.Epoch,8} {At.Dot} {(At.By.IsServer ? "server" : At.By.Uid)}{(At.By.AsOperator ? "!" : "")} {At.By.Account} {Event.GetType().Name} {own} saw {At.Context}{(Forged is null ? "" : $" FORGED: {Forged}")}";
    }
}

/// <summary>Something said in the room: it has a context, and nothing waits for it.</summary>
internal sealed record ModelMessage(Envelope At, Guise Guise, string? Forged);

/// <summary>Somebody at one node.</summary>
internal sealed record ModelUser(Uid Uid, string? Account, Guise Guise);
