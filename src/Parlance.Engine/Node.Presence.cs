using Parlance.Domain;
using Parlance.Domain.Users;

namespace Parlance.Engine;

/// <summary>How available each session of a user is, and what follows from all of them: whether the user is away, and whether anything said to them arrives.</summary>
public sealed partial class Node
{
    /// <summary>The dialect whose sessions say themselves whether they are available; those of others are, until they say they are away.</summary>
    private const string Announcing = "xmpp";

    /// <summary>What a session's presence is, said or not; null: it is not available.</summary>
    public static Presence? PresenceOf(UserSession session) => session.Presence ?? (session.Dialect == Announcing ? null : s_present);

    private static readonly Presence s_present = new(Show.Available, 0);

    /// <summary>Whether what is said to the user reaches a client now; else it is kept (RFC 6121 §8.5.2: no resource of a priority of 0 or more).</summary>
    public bool IsReceiving(User user) => user.Sessions.Count == 0 || IsReceivingBeside(user, 0);

    /// <summary>The same without one session.</summary>
    public bool IsReceivingBeside(User user, uint number)
    {
        foreach (var session in user.Sessions)
            if (session.Number != number && (Settings.Xmpp.IsClassic ? PresenceOf(session)?.Priority ?? 0 : PresenceOf(session)?.Priority ?? -1) >= 0) return true;
        return false;
    }

    /// <summary>A session says how available it is; null: no longer.</summary>
    public void ChangePresence(Session by, Presence? presence, string? farewell = null)
    {
        var user = by.User!;
        var wasReceiving = IsReceiving(user);
        Record(new PresenceChanged(user.Uid, by.Connection.Serial, presence?.Show, presence?.Priority ?? 0)
        {
            Status = presence is null ? farewell : presence.Status, Extensions = presence?.Extensions ?? default,
        }, by, null);
        if (wasReceiving && !IsReceiving(user)) NoteDelivered(by, user);
        Reckon(by);
    }

    /// <summary>A session of a dialect that knows no more says it is away, or (null) back. The user is away when none of their sessions is here.</summary>
    /// <returns>Null: done.</returns>
    public Refusal? SetAway(Session by, string? text)
    {
        var user = by.User!;
        if (user.SessionOf(by.Connection.Serial) is not { } session) return Ask(by, new SetAway(text));
        if (IsStorageDown) return new(RefusalCode.StorageDown, StorageTrouble);
        var words = string.IsNullOrEmpty(text) ? null : Domain.Limits.Cut(text, Limits.AwayLength);
        var presence = new Presence(words is null ? Show.Available : Show.Away, 0) { Status = words };
        if (PresenceOf(session) != presence) Record(new PresenceChanged(user.Uid, session.Number, presence.Show, 0) { Status = words }, by, null);
        return Reckon(by);
    }

    private Refusal? Reckon(Session by) => by.User is { Sessions.Count: > 0 } user ? Ask(by, new SetAway(AwayOf(user))) : null;

    /// <summary>Null: one of the sessions is here, or none says anything. Else the words of the one that is most.</summary>
    private static string? AwayOf(User user)
    {
        Presence? most = null;
        foreach (var session in user.Sessions)
            if (PresenceOf(session) is { } presence && (most is null || presence.Show <= most.Show)) most = presence;
        return most?.Show switch
        {
            null or Show.Chat or Show.Available => null,
            Show.DoNotDisturb => most.Status ?? "Do not disturb",
            _ => most.Status ?? "Away",
        };
    }
}
