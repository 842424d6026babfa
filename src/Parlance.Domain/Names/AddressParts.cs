using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;
using Parlance.Domain.Names.Unicode;

namespace Parlance.Domain.Names;

/// <summary>
/// The parts of an address <c>local@domain/resource</c> as they compare (RFC 7622 §3): localparts by PRECIS UsernameCaseMapped without <c>" &amp; ' / : &lt; &gt; @</c>,
/// domains as names of hosts or IP addresses in lower case with Unicode labels, resources by PRECIS OpaqueString.
/// </summary>
public static class AddressParts
{
    /// <summary>Bytes of each part.</summary>
    public const int LengthMax = 1023;

    /// <summary>Bytes of one label of a domain in its ASCII form (RFC 1035 §2.3.4).</summary>
    public const int LabelMax = 63;

    private static readonly SearchValues<char> NotInLocals = SearchValues.Create(" \"&'/:<>@");
    private static readonly SearchValues<char> InHosts = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-.");
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true };

    /// <param name="text">What was written.</param>
    /// <param name="prepared">As it compares; what is lower-case ASCII already is not copied.</param>
    public static bool TryLocal(string text, out string prepared)
    {
        prepared = text;
        if (text.Length is 0 or > LengthMax) return false;
        if (Ascii.IsValid(text))
        {
            if (text.AsSpan().ContainsAny(NotInLocals) || text.AsSpan().ContainsAnyExceptInRange('!', '~')) return false;
            prepared = NameFold.Of(text);
            return true;
        }

        prepared = NameFold.Of(text);
        return Encoding.UTF8.GetByteCount(prepared) <= LengthMax && !prepared.AsSpan().ContainsAny(NotInLocals) && Identifier.IsValid(NameFold.PointsOf(prepared))
            && NameFold.Of(prepared) == prepared;
    }

    /// <inheritdoc cref="TryLocal"/>
    public static bool TryResource(string text, out string prepared) => OpaqueString.TryPrepare(text, LengthMax, out prepared);

    /// <inheritdoc cref="TryLocal"/>
    public static bool TryDomain(string text, out string prepared)
    {
        prepared = text;
        if (text.Length is 0 or > LengthMax) return false;
        if (text[0] == '[') return TryLiteral(text, out prepared);
        if (text[^1] == '.') text = text[..^1];
        prepared = NameFold.Of(text);
        if (!prepared.AsSpan().ContainsAnyExcept(InHosts) && !prepared.Contains("xn--", StringComparison.Ordinal)) return AreLabels(prepared);
        try
        {
            // To ASCII and back: what is the same host is the same text, whichever form it was written in.
            prepared = NameFold.Of(Idn.GetUnicode(Idn.GetAscii(prepared.Replace('\u3002', '.'))));
        }
        catch (ArgumentException)
        {
            return false;
        }

        if (Encoding.UTF8.GetByteCount(prepared) > LengthMax) return false;
        foreach (var label in prepared.Split('.'))
            if (!Identifier.IsValid(NameFold.PointsOf(label))) return false;

        return true;
    }

    private static bool TryLiteral(string text, out string prepared)
    {
        prepared = text;
        if (text[^1] != ']' || !IPAddress.TryParse(text.AsSpan(1, text.Length - 2), out var address) || address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return false;
        prepared = $"[{address}]";
        return true;
    }

    private static bool AreLabels(string host)
    {
        foreach (var range in host.AsSpan().Split('.'))
        {
            var label = host.AsSpan()[range];
            if (label.Length is 0 or > LabelMax || label[0] == '-' || label[^1] == '-') return false;
        }

        return true;
    }
}
