using System.Diagnostics.CodeAnalysis;
using Parlance.Domain.Users;

namespace Parlance.Domain.Masks;

/// <summary>
/// What stands on a room's list: a user mask, or an extended ban <c>~x:argument</c> (ISUPPORT EXTBAN). Letters may be written as names
/// (<c>~account:ana</c>), <c>~!x:</c> negates, <c>~m:</c> holds another mask and bars speech only.
/// </summary>
public sealed class BanMask
{
    /// <summary>Extended bans inside each other.</summary>
    public const int DepthMax = 3;

    private static readonly (char Letter, string Name, bool HasArgument)[] Kinds =
    [
        ('a', "account", true),
        ('c', "channel", true),
        ('m', "mute", true),
        ('o', "oper", true),
        ('r', "realname", true),
        ('U', "unregistered", false),
        ('z', "fingerprint", true),
    ];

    private readonly string _text;
    private readonly bool _negated;
    private readonly char _kind;
    private readonly UserMask? _user;
    private readonly Mask? _argument;
    private readonly BanMask? _inner;

    private BanMask(string text, char kind, bool negated, UserMask? user, Mask? argument, BanMask? inner)
    {
        _text = text;
        _kind = kind;
        _negated = negated;
        _user = user;
        _argument = argument;
        _inner = inner;
    }

    /// <summary>The letters, for ISUPPORT EXTBAN.</summary>
    public static string Letters { get; } = string.Concat(Kinds.Select(k => k.Letter));

    /// <summary>It bars speech, not entry.</summary>
    public bool IsMute => _kind == 'm';

    public static bool TryParse(string text, [NotNullWhen(true)] out BanMask? mask) => TryParse(text, 0, out mask);

    private static bool TryParse(string text, int depth, [NotNullWhen(true)] out BanMask? mask)
    {
        mask = null;
        if (text.Length is 0 or > Mask.LengthMax || depth > DepthMax || text.Any(c => char.IsControl(c) || c == ' ')) return false;
        if (text[0] != '~' || text.Contains('!', StringComparison.Ordinal) && !text.StartsWith("~!", StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal))
        {
            if (!UserMask.TryParse(text, out var user)) return false;
            mask = new(user.ToString(), '\0', false, user, null, null);
            return true;
        }

        var negated = text.StartsWith("~!", StringComparison.Ordinal);
        var rest = text[(negated ? 2 : 1)..];
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? rest : rest[..colon];
        var argument = colon < 0 ? "" : rest[(colon + 1)..];
        var kind = Array.Find(Kinds, k => name.Length == 1 ? k.Letter == name[0] : k.Name == name);
        if (kind.Letter == 0 || kind.HasArgument == (argument.Length == 0)) return false;
        BanMask? inner = null;
        Mask? glob = null;
        if (kind.Letter == 'm' && !TryParse(argument, depth + 1, out inner)) return false;
        if (kind.Letter != 'm' && kind.HasArgument && !Mask.TryParse(argument.TrimStart('#'), out glob)) return false;
        var canonical = $"~{(negated ? "!" : "")}{kind.Letter}{(kind.HasArgument ? ":" + (inner?.ToString() ?? argument) : "")}";
        mask = new(canonical, kind.Letter, negated, null, glob, inner);
        return true;
    }

    public bool Matches(User user) => MatchesAsIs(user) != _negated;

    public override string ToString() => _text;

    private bool MatchesAsIs(User user) => _kind switch
    {
        'a' => user.Account is { } account && _argument!.Matches(account),
        'c' => IsIn(user),
        'm' => _inner!.Matches(user),
        'o' => user.Operator is { } grant && _argument!.Matches(grant.Class),
        'r' => _argument!.Matches(user.RealName),
        'U' => user.Account is null,
        'z' => user.CertificateFingerprint is { } fingerprint && _argument!.Matches(fingerprint),
        _ => _user!.Matches(user),
    };

    private bool IsIn(User user)
    {
        foreach (var membership in user.Memberships)
            if (_argument!.Matches(membership.Room.Folded)) return true;
        return false;
    }
}
