using System.Buffers;

namespace Parlance.Irc.Wire;

/// <summary>
/// What a tag's key may be: <c>[+][vendor/]name</c>, the name of ASCII letters, digits and hyphens, the vendor a host name (IRCv3 message-tags). Lines
/// with other keys are never refused, but such tags are not passed on.
/// </summary>
public static class TagKeys
{
    /// <summary>The longest key that is passed on, in bytes: a host name and a name.</summary>
    public const int LengthMax = 320;

    private static readonly SearchValues<byte> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"u8);
    private static readonly SearchValues<byte> OfHosts = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-."u8);

    public static bool IsValid(ReadOnlySpan<byte> key)
    {
        if (key.Length > LengthMax) return false;
        if (key.StartsWith((byte)'+')) key = key[1..];
        var slash = key.IndexOf((byte)'/');
        // Drafts carry a version (`draft/foo-0.2`), so a dot is borne in a vendor's names.
        if (slash >= 0) return slash > 0 && slash < key.Length - 1 && !key[..slash].ContainsAnyExcept(OfHosts) && !key[(slash + 1)..].ContainsAnyExcept(OfHosts);
        return !key.IsEmpty && !key.ContainsAnyExcept(OfNames);
    }
}
