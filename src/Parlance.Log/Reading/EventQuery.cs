using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Which rows are asked for. All that is given must hold.</summary>
public sealed record EventQuery
{
    /// <summary>The most rows one query gives; ask again with <see cref="After"/>.</summary>
    public const int LimitMax = 10_000;

    /// <summary>The most kinds one query names.</summary>
    public const int KindsMax = 64;

    /// <summary>Not before this moment.</summary>
    public Instant? From { get; init; }

    /// <summary>Before this moment.</summary>
    public Instant? To { get; init; }

    /// <summary>Names of kinds; one that ends with <c>*</c> takes all that start so: <c>channel.*</c>. Empty: every kind.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Who did it: a user's id.</summary>
    public Uid? Actor { get; init; }

    /// <summary>The <c>target</c> column, exactly.</summary>
    public string? Target { get; init; }

    /// <summary>The room's id.</summary>
    public EventId? Room { get; init; }

    /// <summary>Words in the payload or in what was sealed, as far as it can be opened here; case does not count. Each row that fits all else is looked at.</summary>
    public string? Text { get; init; }

    /// <summary>Goes on where the last answer ended: beyond this position, in the order asked for.</summary>
    public long? After { get; init; }

    public bool NewestFirst { get; init; }

    /// <summary>From 1 to <see cref="LimitMax"/>.</summary>
    public int Limit { get; init; } = 100;

    internal bool Fits(EventRow row) =>
        Text is not { } text || row.Payload?.Contains(text, StringComparison.OrdinalIgnoreCase) == true || row.Sealed?.Contains(text, StringComparison.OrdinalIgnoreCase) == true;
}
