using System.Buffers;
using Parlance.Domain.Names;
using Parlance.Domain.Rooms;

namespace Parlance.Domain.Masks;

/// <summary>Reads bans: <c>~[!]&lt;letter or name&gt;[:&lt;value&gt;]</c>, or a host mask.</summary>
internal static class BanParser
{
    private const int FingerprintLength = 64;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    private static readonly (char Letter, string Name, BanKind Kind)[] Rows =
    [
        ('a', "account", BanKind.Account),
        ('r', "realname", BanKind.RealName),
        ('c', "channel", BanKind.Room),
        ('j', "room", BanKind.Room),
        ('U', "unregistered", BanKind.Unregistered),
        ('O', "oper", BanKind.Operator),
        ('z', "certificate", BanKind.Certificate),
    ];

    private static readonly (char Prefix, Rank Rank)[] Prefixes =
        [('~', Rank.Founder), ('&', Rank.Admin), ('@', Rank.Operator), ('%', Rank.HalfOperator), ('+', Rank.Voice)];

    public static char LetterOf(BanKind kind) => Array.Find(Rows, r => r.Kind == kind).Letter;

    public static string PrefixOf(Rank rank) => rank == Rank.None ? "" : Array.Find(Prefixes, p => p.Rank == rank).Prefix.ToString();

    public static BanMask? Parse(string text, out BanFault fault)
    {
        fault = text.Length == 0 ? BanFault.Empty
            : text.Length > BanMask.LengthMax ? BanFault.TooLong
            : text.AsSpan().IndexOfAnyInRange('\0', ' ') >= 0 ? BanFault.BadCharacter
            : BanFault.None;
        if (fault != BanFault.None) return null;

        var isMute = Extended(text, out var negated, out var name, out var value) && name is "m" or "mute";
        if (isMute && (negated || (Extended(value ?? "", out _, out var inner, out _) && inner is "m" or "mute"))) fault = BanFault.BadNesting;
        else if (isMute && string.IsNullOrEmpty(value)) fault = BanFault.ValueMissing;
        if (fault != BanFault.None || Term(isMute ? value! : text, out fault) is not { } term) return null;

        var mask = new BanMask(term, isMute);
        if (mask.ToString().Length <= BanMask.LengthMax) return mask;
        fault = BanFault.TooLong;
        return null;
    }

    private static BanTerm? Term(string text, out BanFault fault)
    {
        fault = BanFault.None;
        if (!Extended(text, out var negated, out var name, out var value)) return Hosts(text, out fault) is { } hosts ? new(BanKind.Host, false, Hosts: hosts) : null;

        var row = Array.Find(Rows, r => name.Length == 1 ? r.Letter == name[0] : r.Name == name);
        if (row.Name is null) fault = BanFault.UnknownKind;
        else if (string.IsNullOrEmpty(value) && row.Kind is not (BanKind.Unregistered or BanKind.Operator)) fault = BanFault.ValueMissing;
        if (fault != BanFault.None) return null;
        if (string.IsNullOrEmpty(value)) return new(row.Kind, negated);

        var term = row.Kind switch
        {
            BanKind.Unregistered => new BanTerm(row.Kind, negated, Hosts: Hosts(value, out fault)),
            BanKind.Room => Room(negated, value, out fault),
            BanKind.Certificate => Certificate(negated, value, out fault),
            _ => new BanTerm(row.Kind, negated, Pattern(value, out fault)),
        };
        return fault == BanFault.None ? term : null;
    }

    private static BanTerm? Room(bool negated, string value, out BanFault fault)
    {
        var rank = value.Length > 0 ? Array.Find(Prefixes, p => p.Prefix == value[0]).Rank : Rank.None;
        var name = rank == Rank.None ? value : value[1..];
        fault = name.Length < 2 || name[0] != '#' ? BanFault.BadRoom : BanFault.None;
        return fault != BanFault.None || Pattern(RoomEscapes.Decode(name[1..]), out fault) is not { } pattern ? null : new(BanKind.Room, negated, pattern, AtLeast: rank);
    }

    private static BanTerm? Certificate(bool negated, string value, out BanFault fault)
    {
        var hex = value.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        fault = hex.Length != FingerprintLength || !hex.All(char.IsAsciiHexDigitLower) ? BanFault.BadFingerprint : BanFault.None;
        return fault == BanFault.None && Pattern(hex, out fault) is { } pattern ? new(BanKind.Certificate, negated, pattern) : null;
    }

    private static Mask? Pattern(string text, out BanFault fault)
    {
        fault = Mask.TryParse(text, out var mask) ? BanFault.None : BanFault.BadCharacter;
        return mask;
    }

    private static HostMask? Hosts(string text, out BanFault fault)
    {
        fault = HostMask.TryParse(text, out var mask) ? BanFault.None : text.Length > BanMask.LengthMax - 4 ? BanFault.TooLong : BanFault.BadCharacter;
        return mask;
    }

    /// <summary>Whether it is an extended ban's form. <c>~user@host</c> is not: user names of those without ident begin so.</summary>
    private static bool Extended(string text, out bool negated, out string name, out string? value)
    {
        negated = text.StartsWith("~!", StringComparison.Ordinal);
        name = "";
        value = null;
        if (!text.StartsWith('~')) return false;
        var rest = text.AsSpan(negated ? 2 : 1);
        var end = rest.IndexOfAnyExcept(Letters);
        if (end == 0 || (end > 0 && rest[end] != ':') || rest.IsEmpty) return false;
        name = (end < 0 ? rest : rest[..end]).ToString();
        value = end < 0 ? null : rest[(end + 1)..].ToString();
        return true;
    }
}
