using Parlance.Domain.Users;

namespace Parlance.Domain.Masks;

/// <summary>What bans look at in somebody: a user, or a newcomer who is none yet. Made once, matched against many masks.</summary>
public readonly ref struct BanSubject
{
    public required string NickFolded { get; init; }
    public required string Ident { get; init; }

    /// <summary>The host others see.</summary>
    public required string Host { get; init; }
    public string CloakedHost { get; init; }

    /// <summary>The host without a cloak.</summary>
    public required string RealHost { get; init; }
    public required string Address { get; init; }
    public required string RealName { get; init; }
    public string? Account { get; init; }

    /// <summary>SHA-256 of the client certificate, lower-case hex; null without one.</summary>
    public string? CertificateFingerprint { get; init; }

    /// <summary>The operator's class; null: no staff.</summary>
    public string? OperatorClass { get; init; }

    /// <summary>For the rooms they are in; null for a newcomer.</summary>
    public User? User { get; init; }

    public static BanSubject Of(User user) => new()
    {
        NickFolded = user.NickFolded, Ident = user.Ident, Host = user.Host, CloakedHost = user.CloakedHost, RealHost = user.RealHost, Address = user.Address,
        RealName = user.RealName, Account = user.Account, CertificateFingerprint = user.CertificateFingerprint, OperatorClass = user.Operator?.Class, User = user,
    };

    public static BanSubject Of(UserConnected user) => new()
    {
        NickFolded = user.NickFolded, Ident = user.Ident, Host = user.Host, CloakedHost = user.CloakedHost, RealHost = user.RealHost, Address = user.Address,
        RealName = user.RealName, Account = user.Account, CertificateFingerprint = user.CertificateFingerprint,
    };
}
