namespace Parlance.Domain.Users;

/// <summary>A user came: the first session of a guest or of an account is complete, and others may see it.</summary>
[EventName("user.connect")]
public sealed record UserConnected : Event
{
    public required Uid User { get; init; }
    public required string Nick { get; init; }
    public required string NickFolded { get; init; }
    public required string Ident { get; init; }
    /// <summary>The host shown to others; without cloaks it is the address itself.</summary>
    [Personal] public required string Host { get; init; }
    public string CloakedHost { get; init; } = "";
    [Personal] public required string Address { get; init; }
    [Personal] public required string RealHost { get; init; }
    [Personal] public required string RealName { get; init; }
    public UserFlags Flags { get; init; }
    public bool Secure { get; init; }
    [Personal] public string? CertificateFingerprint { get; init; }

    /// <summary>The protocol its first session speaks: <c>irc</c> or <c>xmpp</c>.</summary>
    public string Dialect { get; init; } = "irc";

    /// <summary>The account it is here as; null: a guest.</summary>
    public string? Account { get; init; }
    public string? AccountFolded { get; init; }
    public EventId? AccountId { get; init; }

    /// <summary>The number of its first session; null: a guest's only one.</summary>
    public uint? Session { get; init; }

    /// <summary>The XMPP resource of that session.</summary>
    public string? Resource { get; init; }

    public override Uid About => User;
    public override string? Target => Nick;
    public override Person Subject(in Envelope at) => AccountId is { } account ? account : User;

    public override void Evolve(NodeState state, in Envelope at)
    {
        var user = new User
        {
            Uid = User,
            Nick = Nick,
            NickFolded = NickFolded,
            Ident = Ident,
            Address = Address,
            Host = Host,
            RealHost = RealHost,
            CloakedHost = CloakedHost,
            RealName = RealName,
            Flags = Flags,
            Secure = Secure,
            CertificateFingerprint = CertificateFingerprint,
            Account = Account,
            AccountFolded = AccountFolded,
            AccountId = AccountId ?? default,
            Since = at.Stamp.Wall,
            NickSince = at.Stamp,
        };
        if (Session is { } session) user.Open(new() { Number = session, Dialect = Dialect, Resource = Resource, Since = at.Stamp.Wall });
        state.Users.Add(user);
    }
}
