namespace Parlance.Domain.Users;

/// <summary>A guest came: registration is complete and others may see it.</summary>
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

    /// <summary>The protocol it speaks: <c>irc</c>, later <c>xmpp</c>.</summary>
    public string Dialect { get; init; } = "irc";

    public override Uid About => User;
    public override string? Target => Nick;

    public override void Evolve(NodeState state, in Envelope at) => state.Users.Add(new()
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
        Since = at.Stamp.Wall,
        NickSince = at.Stamp,
    });
}
