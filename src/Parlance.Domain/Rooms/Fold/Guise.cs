using Parlance.Domain.Masks;
using Parlance.Domain.Users;

namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// What masks looked at in the actor when the origin wrote the event. It travels with joins and topics, so that every node holds a ban against the same
/// words: nick and host change, and nodes learn of it at different moments.
/// </summary>
public sealed record Guise
{
    public required string NickFolded { get; init; }
    public required string Ident { get; init; }
    public required string Host { get; init; }
    public string CloakedHost { get; init; } = "";
    public string RealHost { get; init; } = "";
    public string Address { get; init; } = "";
    public string RealName { get; init; } = "";
    public string? CertificateFingerprint { get; init; }

    /// <summary>The operator's class; null: no staff.</summary>
    public string? OperatorClass { get; init; }
    public bool Secure { get; init; }

    public static Guise Of(User user) => new()
    {
        NickFolded = user.NickFolded, Ident = user.Ident, Host = user.Host, CloakedHost = user.CloakedHost, RealHost = user.RealHost, Address = user.Address,
        RealName = user.RealName, CertificateFingerprint = user.CertificateFingerprint, OperatorClass = user.Operator?.Class, Secure = user.Secure,
    };

    internal BanSubject As(string? account) => new()
    {
        NickFolded = NickFolded, Ident = Ident, Host = Host, CloakedHost = CloakedHost, RealHost = RealHost, Address = Address, RealName = RealName,
        Account = account, CertificateFingerprint = CertificateFingerprint, OperatorClass = OperatorClass,
    };
}
