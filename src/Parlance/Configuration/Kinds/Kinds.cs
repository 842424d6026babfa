using System.Net;

namespace Parlance.Configuration;

/// <summary>The kinds that more than one key has.</summary>
internal static class Kinds
{
    /// <summary>Longest text of a key, in UTF-16 units.</summary>
    public const int TextLengthMax = 1000;

    public static readonly Kind<bool> Flag = new FlagKind();
    public static readonly Kind<string> Text = new TextKind("text on one line", TextLengthMax);
    public static readonly Kind<string> Word = new TextKind("a word without spaces", 200, text => text.Length > 0 && !text.Contains(' '));
    public static readonly Kind<string> Path = new TextKind("a path, relative to this file", 4000);
    public static readonly Kind<string> Modes = new TextKind("modes like \"+nt\"", 60, IsModes);
    public static readonly Kind<string> Fingerprint = new TextKind("a SHA-256 in hex, or \"\"", 95, IsFingerprint);
    public static readonly Kind<string> Domain = new TextKind("a domain name", 253, IsDomain);
    public static readonly Kind<string> DomainOrNone = new TextKind("a domain name, or \"\"", 253, text => text.Length == 0 || IsDomain(text));
    public static readonly Kind<IReadOnlyList<string>> Words = new ListKind<string>(Word, "a list of words");
    public static readonly Kind<IPAddress> Address = new AddressKind();
    public static readonly Kind<IReadOnlyList<IPNetwork>> Networks = new ListKind<IPNetwork>(new NetworkKind(), "a network like \"10.0.0.0/8\", an address, or a list of them");
    public static readonly Kind<int> Port = new WholeKind(0, 65535);

    public static Kind<int> Whole(int min, int max) => new WholeKind(min, max);
    public static Kind<double> Real(double min, double max) => new RealKind(min, max);
    public static Kind<long> Size(long min, long max) => new SizeKind(min, max);
    public static Kind<int> SmallSize(int min, int max) => new SmallSizeKind(min, max);
    public static Kind<string> Choice(params string[] words) => new ChoiceKind(words);
    public static Kind<T?> Optional<T>(Kind<T> kind) where T : struct => new OptionalKind<T>(kind);

    public static Kind<TimeSpan> Duration(string min, string max) => new DurationKind(Span(min), Span(max));

    public static TimeSpan Span(string text) =>
        Units.TryRead(text, Units.Durations, out var ticks) ? TimeSpan.FromTicks(ticks) : throw new ArgumentException($"'{text}' is no duration", nameof(text));

    public static bool IsDomain(string text) =>
        text.Length > 0 && text.Split('.').All(label => label.Length is > 0 and <= 63
            && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsLetterOrDigit(c) || c == '-'));

    /// <summary>An IRC server name has a dot, by which clients tell it from a nick (RFC 2812 section 1.1: at most 63 characters).</summary>
    public static bool IsServerName(string text) => text.Length <= 63 && text.Contains('.') && text.All(char.IsAscii) && IsDomain(text);

    /// <summary>A TS6 server id: a digit, then two digits or capital letters.</summary>
    public static bool IsSid(string text) =>
        text.Length == 3 && char.IsAsciiDigit(text[0]) && text.Skip(1).All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterUpper(c));

    private static bool IsModes(string text) => text.Length == 0 || text[0] == '+' && text.Skip(1).All(char.IsAsciiLetter);

    private static bool IsFingerprint(string text)
    {
        var hex = text.Replace(":", "", StringComparison.Ordinal);
        return hex.Length is 0 or 64 && hex.All(char.IsAsciiHexDigit);
    }
}
