using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Rooms;

namespace Parlance.Log;

/// <summary>Who is to be erased, and what of what they did for others has to be said again by the server, because it is sealed with their keys.</summary>
/// <param name="Users">Every user id they had.</param>
/// <param name="Account">Their account; null: a guest.</param>
/// <param name="Masks">Masks that they put on rooms' lists or took off.</param>
/// <param name="Bans">Bans of staff that they set or lifted.</param>
public sealed record ErasurePlan(
    IReadOnlyList<Uid> Users, EventId? Account, IReadOnlyList<(EventId Room, MaskListKind List, string Mask)> Masks, IReadOnlyList<(OperBanKind Kind, string Mask)> Bans)
{
    /// <summary>The event that says so.</summary>
    public PersonErased Erased => new(Users, Account);
}
