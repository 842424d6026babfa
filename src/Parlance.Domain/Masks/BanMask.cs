using System.Diagnostics.CodeAnalysis;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Masks;

/// <summary>
/// One entry of a room's lists: a host mask or an extended ban (<see cref="BanKind"/>), <c>~!</c> in place of <c>~</c> for everybody whom it does not
/// match, <c>~m:</c> (<c>~mute:</c>) before any of them if it only stops speech. Parsed once; matching allocates nothing but where an
/// IPv6 address is held against a network.
/// </summary>
public sealed class BanMask
{
    /// <summary>The longest ban in its canonical form, in characters.</summary>
    public const int LengthMax = Mask.LengthMax;

    /// <summary>ISUPPORT EXTBAN: the prefix and the letters.</summary>
    public const string ISupport = "~,OUacjmrz";

    /// <summary>ISUPPORT ACCOUNTEXTBAN (IRCv3 account-extban).</summary>
    public const string AccountISupport = "a,account";

    private readonly string _text;

    internal BanMask(BanTerm term, bool isMute)
    {
        Term = term;
        IsMute = isMute;
        _text = isMute ? $"~m:{term}" : term.ToString();
    }

    internal BanTerm Term { get; }
    public BanKind Kind => Term.Kind;

    /// <summary>Whether it lets people in and only stops their speech.</summary>
    public bool IsMute { get; }

    /// <summary>Whether it matches whom its words do not.</summary>
    public bool IsNegated => Term.IsNegated;

    public static bool TryParse(string text, [NotNullWhen(true)] out BanMask? mask) => (mask = BanParser.Parse(text, out _)) is not null;

    /// <inheritdoc cref="TryParse(string, out BanMask?)"/>
    /// <param name="text">What was typed, in any of its forms.</param>
    /// <param name="mask">The ban.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out BanMask? mask, out BanFault fault) => (mask = BanParser.Parse(text, out fault)) is not null;

    public bool Matches(in BanSubject subject) => Term.Matches(subject) != Term.IsNegated;

    public bool Matches(User user) => Matches(BanSubject.Of(user));

    /// <summary>The canonical form: what lists show and the log keeps. Parsing it again gives the same ban.</summary>
    public override string ToString() => _text;
}

/// <summary>What a ban says of somebody, without the mute around it.</summary>
/// <param name="Kind">What it looks at.</param>
/// <param name="IsNegated">Whether the answer counts the other way round.</param>
/// <param name="Value">The pattern over that; null: any.</param>
/// <param name="Hosts">The host mask of the kinds that have one.</param>
/// <param name="AtLeast">The rank needed in a room; none: membership is enough.</param>
internal sealed record BanTerm(BanKind Kind, bool IsNegated, Mask? Value = null, HostMask? Hosts = null, Rank AtLeast = Rank.None)
{
    public bool Matches(in BanSubject subject) => Kind switch
    {
        BanKind.Host => Hosts!.Matches(subject),
        BanKind.Account => subject.Account is { } account && Value!.Matches(account),
        BanKind.RealName => Value!.Matches(subject.RealName),
        BanKind.Room => subject.User is { } user && IsIn(user),
        BanKind.Unregistered => subject.Account is null && Hosts?.Matches(subject) != false,
        BanKind.Operator => subject.OperatorClass is { } @class && Value?.Matches(@class) != false,
        _ => subject.CertificateFingerprint is { } fingerprint && Value!.Matches(fingerprint),
    };

    private bool IsIn(User user)
    {
        foreach (var membership in user.Memberships)
            if (membership.Rank >= AtLeast && Value!.Matches(membership.Room.Folded)) return true;
        return false;
    }

    public override string ToString()
    {
        if (Kind == BanKind.Host) return Hosts!.ToString();
        var value = Kind == BanKind.Room ? $"{BanParser.PrefixOf(AtLeast)}#{Value}" : Hosts?.ToString() ?? Value?.ToString();
        return $"~{(IsNegated ? "!" : "")}{BanParser.LetterOf(Kind)}{(value is null ? "" : ":")}{value}";
    }
}
