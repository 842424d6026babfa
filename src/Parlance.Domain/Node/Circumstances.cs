using Parlance.Domain.Accounts;
using Parlance.Domain.Names;

namespace Parlance.Domain;

/// <summary>What a decision may look at beside the state: the moment, the limits, how names compare, and whether staff rights are used.</summary>
public readonly ref struct Circumstances()
{
    public required Instant Wall { get; init; }
    public required Limits Limits { get; init; }
    public required NameRules Names { get; init; }

    /// <summary>What follows the <c>@</c> in the addresses of this network's accounts.</summary>
    public string Domain { get; init; } = "localhost";

    /// <summary>An account's bare address.</summary>
    public string AddressOf(Account account) => $"{account.Folded}@{Domain}";

    /// <summary>The name of the account an address belongs to, as it compares; null: it is no address of this network's.</summary>
    public string? LocalNameOf(string bare) =>
        bare.Length > Domain.Length + 1 && bare[^(Domain.Length + 1)] == '@' && bare.EndsWith(Domain, StringComparison.Ordinal) ? bare[..^(Domain.Length + 1)] : null;

    /// <summary>The asker acts with staff rights (rank 60); the event then has an <c>oper</c> basis.</summary>
    public bool AsOperator { get; init; }
}

/// <summary>Limits that decisions enforce; what they are goes into no event (the fold reads only events).</summary>
public sealed record Limits
{
    public int NickLength { get; init; } = 32;
    public int RoomLength { get; init; } = 64;
    public int TopicLength { get; init; } = 390;
    public int KickLength { get; init; } = 390;
    public int AwayLength { get; init; } = 200;
    public int RealNameLength { get; init; } = 150;
    public int KeyLength { get; init; } = 32;
    public int ListEntries { get; init; } = 100;
    public int RoomsPerUser { get; init; } = 100;
    public int MembersMax { get; init; } = 10_000;
    public int AccessEntries { get; init; } = 1000;
    /// <summary>Rooms that one account may have registered.</summary>
    public int RegisteredRooms { get; init; } = 100;

    /// <summary>Whether users may register rooms (<c>rooms.registration</c>).</summary>
    public bool RoomRegistration { get; init; } = true;
    public int InvitesMax { get; init; } = 100;
    public int MetadataKeys { get; init; } = 100;
    public int MetadataValueBytes { get; init; } = 4096;
    public NickReservation NickReservation { get; init; } = NickReservation.Strict;

    /// <summary>The text, cut to so many UTF-16 units without splitting a surrogate pair.</summary>
    public static string Cut(string text, int lengthMax) =>
        text.Length <= lengthMax ? text : text[..(char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax)];
}
