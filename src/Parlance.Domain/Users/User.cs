using Parlance.Domain.Rooms;

namespace Parlance.Domain.Users;

/// <summary>What others see of a person: a guest's one session, or all sessions of an account. Changed by events only.</summary>
public sealed class User
{
    public required Uid Uid { get; init; }
    public required string Nick { get; set; }

    /// <summary>The nick as it compares (<see cref="Names.NameRules"/>).</summary>
    public required string NickFolded { get; set; }
    public required string Ident { get; set; }

    /// <summary>The address it came from, as text; what staff see.</summary>
    public required string Address { get; init; }

    /// <summary>The host shown to others: cloaked, or set by staff.</summary>
    public required string Host { get; set; }

    /// <summary>The host shown without <see cref="UserFlags.Cloaked"/>.</summary>
    public required string RealHost { get; init; }
    public string CloakedHost { get; init; } = "";
    public required string RealName { get; set; }
    public Instant Since { get; init; }
    public Stamp NickSince { get; set; }
    public UserFlags Flags { get; set; }

    /// <summary>The account's name; null: a guest.</summary>
    public string? Account { get; internal set; }

    /// <summary>The account's name as it compares: its key everywhere.</summary>
    public string? AccountFolded { get; internal set; }

    /// <summary>Its connections, when it is more than a guest with one: the oldest first.</summary>
    public IReadOnlyList<UserSession> Sessions => _sessions;

    /// <summary>The account's id; none for a guest.</summary>
    public EventId AccountId { get; internal set; }

    /// <summary>Away text; null: here.</summary>
    public string? Away { get; set; }

    /// <summary>What makes it staff; null for everybody else.</summary>
    public OperatorGrant? Operator { get; set; }

    /// <summary>SHA-256 of the client certificate, lower-case hex; null without one.</summary>
    public string? CertificateFingerprint { get; init; }
    public bool Secure { get; init; }

    /// <summary>Which server notices a member of staff reads, as letters.</summary>
    public string Snomasks { get; set; } = "";

    public SortedDictionary<string, string>? Metadata { get; set; }

    /// <summary>The rooms it is in.</summary>
    public List<Member> Memberships { get; } = [];

    /// <summary>Grows when something changes that a mask may match: caches of ban verdicts compare it.</summary>
    [Derived] public int MaskVersion { get; internal set; }

    /// <summary>For the engine: where its connections on this node are; -1: it has none.</summary>
    [Derived] public int Seat { get; set; } = -1;

    [Derived] private byte[]? _source;
    private UserSession[] _sessions = [];

    /// <summary><c>nick!ident@host</c> in UTF-8, as it stands before an IRC line.</summary>
    public ReadOnlySpan<byte> Source => SourceBytes.Span;

    /// <summary>The same, to be kept: it is never changed, a new name makes a new one.</summary>
    public ReadOnlyMemory<byte> SourceBytes => _source ??= System.Text.Encoding.UTF8.GetBytes($"{Nick}!{Ident}@{Host}");

    public bool IsBot => (Flags & UserFlags.Bot) != 0;
    public bool IsDeaf => (Flags & UserFlags.Deaf) != 0;
    public bool IsInvisible => (Flags & UserFlags.Invisible) != 0;

    /// <summary>The instances of the rooms it is in; null: none.</summary>
    public EventId[]? RoomInstances() => Memberships.Count == 0 ? null : [.. Memberships.Select(m => m.Room.Instance)];

    public Member? In(Room room)
    {
        foreach (var membership in Memberships)
            if (ReferenceEquals(membership.Room, room)) return membership;
        return null;
    }

    public UserSession? SessionOf(uint number)
    {
        foreach (var session in _sessions)
            if (session.Number == number) return session;
        return null;
    }

    /// <summary>The session bound to an XMPP resource.</summary>
    public UserSession? SessionOf(string resource)
    {
        foreach (var session in _sessions)
            if (session.Resource == resource) return session;
        return null;
    }

    internal void Open(UserSession session) => _sessions = [.. _sessions, session];

    internal void Close(uint number) => _sessions = Array.FindAll(_sessions, s => s.Number != number);

    /// <summary>Is seen under another ident or host from now on.</summary>
    internal void Appear(string ident, string host)
    {
        (Ident, Host) = (ident, host);
        Touch();
    }

    internal void Touch()
    {
        _source = null;
        MaskVersion++;
    }
}

/// <summary>User modes that are on or off. Letters are IRC's word for them (Irc/Users/UserModes).</summary>
[Flags]
public enum UserFlags
{
    None = 0,
    /// <summary>Not shown to strangers in WHO and LUSERS counts (+i).</summary>
    Invisible = 1 << 0,
    /// <summary>Reads WALLOPS (+w).</summary>
    Wallops = 1 << 1,
    /// <summary>Says of itself that it is a bot (+B).</summary>
    Bot = 1 << 2,
    /// <summary>Shows a cloaked host (+x).</summary>
    Cloaked = 1 << 3,
    /// <summary>Takes direct messages from registered users only (+R).</summary>
    RegisteredOnly = 1 << 4,
    /// <summary>Hears no room messages (+D).</summary>
    Deaf = 1 << 5,
    /// <summary>Takes direct messages from accepted users only (+g).</summary>
    CallerId = 1 << 6,
    /// <summary>Takes no CTCP (+C).</summary>
    NoCtcp = 1 << 7,
    /// <summary>Hides its rooms in WHOIS (+p).</summary>
    HideRooms = 1 << 8,
    /// <summary>Hides idle time in WHOIS (+I).</summary>
    HideIdle = 1 << 9,
    /// <summary>Takes messages only from and sends only to those under TLS (+Z).</summary>
    SecureOnly = 1 << 10,
    /// <summary>Staff that is not shown as such (+H).</summary>
    HideOperator = 1 << 11,
}

/// <summary>Staff standing: the <c>[[oper]]</c> block's name and its class.</summary>
public sealed record OperatorGrant(string Name, string Class);
