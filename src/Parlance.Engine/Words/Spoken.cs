using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;

namespace Parlance.Engine.Words;

/// <summary>Something that is about to be said, with all that a dialect knows of it. Bytes are used before the call returns.</summary>
/// <param name="Kind">What kind of words.</param>
/// <param name="Text">UTF-8; several lines are parted by LF.</param>
/// <param name="ClientTags">Client-only tags as they stand on an IRC line.</param>
public readonly record struct Spoken(MessageKind Kind, ReadOnlyMemory<byte> Text, ReadOnlyMemory<byte> ClientTags = default)
{
    /// <summary>In a room: heard by this rank and above only.</summary>
    public Rank AtLeast { get; init; }

    /// <inheritdoc cref="MessageSent.Joined"/>
    public IReadOnlyList<int>? Joined { get; init; }

    /// <inheritdoc cref="MessageSent.RelayedAs"/>
    public string? RelayedAs { get; init; }

    /// <inheritdoc cref="MessageSent.Elements"/>
    public ReadOnlyMemory<byte>? Elements { get; init; }

    /// <inheritdoc cref="MessageSent.Style"/>
    public MessageStyle? Style { get; init; }

    /// <inheritdoc cref="MessageSent.OriginId"/>
    public string? OriginId { get; init; }

    /// <inheritdoc cref="MessageSent.FromResource"/>
    public string? FromResource { get; init; }

    /// <inheritdoc cref="MessageSent.Through"/>
    public string? Through { get; init; }

    /// <inheritdoc cref="MessageSent.ToResource"/>
    public string? ToResource { get; init; }

    /// <summary>It is kept though it has no text: a receipt, a marker (XEP-0334 <c>store</c>).</summary>
    public bool IsLasting { get; init; }

    /// <summary>It is for those who are here now: no log and no archive has it (XEP-0334 <c>no-store</c>, headlines, chat states).</summary>
    public bool IsFleeting { get; init; }
}
