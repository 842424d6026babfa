using System.Buffers;
using System.Text;
using Parlance.Domain.Names.Unicode;

namespace Parlance.Domain.Names;

/// <summary>
/// What can be a name and how names compare. <c>rfc8265</c>: PRECIS UsernameCaseMapped (RFC 8265 §3.3) of any script, Unicode 15. <c>ascii</c>: printable
/// ASCII only. Lengths count bytes of UTF-8, as IRC lines and other servers do. Names of lower-case ASCII allocate nothing.
/// </summary>
public sealed class NameRules
{
    public const string Rfc8265 = "rfc8265";
    public const string AsciiOnly = "ascii";

    /// <summary>The longest account name, in bytes; the same for all nodes of a mesh.</summary>
    public const int AccountLengthMax = 64;

    // Modern IRC, "Clients": what breaks targets and masks; a dot would make it a server's name.
    private static readonly SearchValues<char> NotInNicks = SearchValues.Create(" ,*?!@.");
    // Channel types, membership prefixes, what marks a trailing parameter or a server mask; a digit begins a user's id (TS6), a hyphen breaks RFC 2812.
    private static readonly SearchValues<char> NotFirstInNicks = SearchValues.Create("#&:$~@%+-0123456789");
    private static readonly SearchValues<char> NotInRooms = SearchValues.Create(" ,");
    // A JID's localpart (RFC 7622 §3.3.1) that masks and IRC words can hold as well.
    private static readonly SearchValues<char> NotInAccounts = SearchValues.Create(" ,*?!\"&'/:<>@");

    private readonly bool _asciiOnly;

    private NameRules(bool asciiOnly) => _asciiOnly = asciiOnly;

    /// <summary>One of the two rules; throws for another word, which configuration has refused.</summary>
    public static NameRules For(string casemapping) => casemapping switch
    {
        Rfc8265 => OfAnyScript,
        AsciiOnly => OfAscii,
        _ => throw new ArgumentException($"'{casemapping}' is not a case mapping; it must be {Rfc8265} or {AsciiOnly}.", nameof(casemapping)),
    };

    private static NameRules OfAnyScript { get; } = new(false);
    private static NameRules OfAscii { get; } = new(true);

    /// <summary>How a nick or account compares, even if it could not be one. Never throws.</summary>
    public string Fold(string name) => _asciiOnly && !Ascii.IsValid(name) ? name.ToLowerInvariant() : NameFold.Of(name);

    /// <summary>How a room's name compares: as <see cref="Fold"/>, and XEP-0106 escapes of what IRC can hold as the character itself.</summary>
    public string FoldRoom(string name)
    {
        var folded = Fold(name);
        return folded.Contains('\\', StringComparison.Ordinal) ? RoomEscapes.Decode(folded) : folded;
    }

    /// <param name="text">What was typed.</param>
    /// <param name="lengthMax">The most bytes.</param>
    /// <param name="display">As it is shown: as typed, in NFC and of usual width.</param>
    /// <param name="folded">As it compares.</param>
    public bool TryNick(string text, int lengthMax, out string display, out string folded) =>
        TryName(text, lengthMax, NotInNicks, out display, out folded) && !NotFirstInNicks.Contains(display[0]);

    /// <summary>A room's name without <c>#</c>; the limit counts the <c>#</c>, as CHANNELLEN does.</summary>
    /// <inheritdoc cref="TryNick"/>
    public bool TryRoom(string text, int lengthMax, out string display, out string folded)
    {
        if (!TryName(text, lengthMax - 1, NotInRooms, out display, out folded)) return false;
        if (folded.Contains('\\', StringComparison.Ordinal)) folded = RoomEscapes.Decode(folded);
        return true;
    }

    /// <summary>An account's name, which is also the localpart of an address.</summary>
    /// <inheritdoc cref="TryNick"/>
    public bool TryAccount(string text, int lengthMax, out string display, out string folded) =>
        TryName(text, lengthMax, NotInAccounts, out display, out folded);

    private bool TryName(string text, int lengthMax, SearchValues<char> forbidden, out string display, out string folded)
    {
        display = folded = text;
        // Nothing longer is worth normalizing: no rule makes a name shorter than a third.
        if (text.Length == 0 || text.Length > Math.Max(lengthMax, 0) * 3) return false;
        if (Ascii.IsValid(text))
        {
            if (text.Length > lengthMax || text.AsSpan().ContainsAny(forbidden) || text.AsSpan().ContainsAnyExceptInRange('!', '~')) return false;
            folded = NameFold.Of(text);
            return true;
        }

        if (_asciiOnly) return false;
        var points = NameFold.PointsOf(text);
        Nfc.Normalize(points);
        display = NameFold.TextOf(points);
        folded = NameFold.Of(display);
        return Encoding.UTF8.GetByteCount(display) <= lengthMax && !display.AsSpan().ContainsAny(forbidden) && Identifier.IsValid(NameFold.PointsOf(folded))
            && NameFold.Of(folded) == folded;
    }
}
