using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Whose words an archive row belongs to: a room's instance, the two parties of a direct conversation, or all the direct conversations of one account.
/// The key is text, so that the table can be read by people: <c>3g8…1PA</c>, <c>ana ben</c>, <c>ana</c>.
/// </summary>
public readonly record struct Conversation(string Key)
{
    public static Conversation OfRoom(EventId instance) => new(instance.ToString());

    /// <summary>What two said to one another, in whatever order they are named.</summary>
    public static Conversation Between(string party, string other) =>
        new(string.CompareOrdinal(party, other) <= 0 ? $"{party} {other}" : $"{other} {party}");

    /// <summary>All that an account was told directly or told somebody, in order. Only accounts have it: a guest's ends with the session.</summary>
    public static Conversation OfAccount(string party) => new(party);

    public override string ToString() => Key;
}

/// <summary>One of those who speak directly: an account by its folded name, a guest by UID. Neither can be mistaken for the other: no UID is in lower case.</summary>
public static class Party
{
    /// <param name="uid">The user.</param>
    /// <param name="account">Their account by its name as it compares; null: a guest.</param>
    public static string Of(Uid uid, string? account) => account ?? uid.ToString();

    public static bool IsAccount(string party) => !Uid.TryParse(party, out _);
}
