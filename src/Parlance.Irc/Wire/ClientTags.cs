namespace Parlance.Irc.Wire;

/// <summary>
/// Client-only tags (<c>+typing</c>, <c>+draft/react</c>): passed on as they came, except those that staff deny (ISUPPORT CLIENTTAGDENY) and those whose
/// key is none. Everything else a client sends as a tag ends here. IRCv3 message-tags.
/// </summary>
public sealed class ClientTags
{
    /// <summary>Bytes of tag data of a client that are passed on, without <c>@</c> and space.</summary>
    public const int LengthMax = 4094;

    /// <summary>Tags of one line that are looked at; what comes after them is not passed on.</summary>
    public const int CountMax = 64;

    private readonly bool _denyAll;
    private readonly byte[][] _exceptions;

    private ClientTags(bool denyAll, byte[][] exceptions, string isupport)
    {
        _denyAll = denyAll;
        _exceptions = exceptions;
        ISupport = isupport;
    }

    /// <summary>All client-only tags are passed on.</summary>
    public static ClientTags All { get; } = new(false, [], "");

    /// <summary>The value of CLIENTTAGDENY; empty: leave the token out.</summary>
    public string ISupport { get; }

    /// <summary>
    /// From a deny list as CLIENTTAGDENY writes it: <c>*</c> first denies all, <c>-key</c> exempts one, <c>key</c> denies one; keys without <c>+</c>.
    /// False: an entry is no key, or <c>*</c> is not first, or an exemption has nothing to be exempt from.
    /// </summary>
    public static bool TryParse(string deny, out ClientTags tags)
    {
        tags = All;
        var entries = deny.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var denyAll = entries is ["*", ..];
        var keys = new List<byte[]>();
        foreach (var entry in denyAll ? entries.AsSpan(1) : entries)
        {
            if (entry.StartsWith('-') != denyAll) return false;
            var key = System.Text.Encoding.UTF8.GetBytes(denyAll ? entry[1..] : entry);
            if (key is [(byte)'+', ..] || !TagKeys.IsValid(key)) return false;
            keys.Add(key);
        }

        tags = new(denyAll, [.. keys], string.Join(',', entries));
        return true;
    }

    /// <summary>
    /// Copies the permitted client-only tags of a line; of those with the same key the last. Returns the bytes written, at most <see cref="LengthMax"/>.
    /// </summary>
    /// <param name="tags">The line's tags, without <c>@</c>.</param>
    /// <param name="to">Where to; what does not fit whole is left out.</param>
    public int CopyTo(ReadOnlySpan<byte> tags, Span<byte> to)
    {
        if (to.Length > LengthMax) to = to[..LengthMax];
        var length = 0;
        var rest = IrcTags.In(FirstOf(tags));
        while (rest.MoveNext())
        {
            var tag = rest.Current;
            if (!tag.IsClientOnly || !Permits(tag.Key) || Repeats(rest, tag.Key)) continue;
            var needed = tag.Raw.Length + (length > 0 ? 1 : 0);
            if (length + needed > to.Length) continue;
            if (length > 0) to[length++] = (byte)';';
            tag.Raw.CopyTo(to[length..]);
            length += tag.Raw.Length;
        }

        return length;
    }

    /// <summary>Whether a client-only tag (its key with <c>+</c>) is passed on.</summary>
    public bool Permits(ReadOnlySpan<byte> key)
    {
        if (key.Length < 2 || key[0] != '+' || key[1] == '+' || !TagKeys.IsValid(key)) return false;
        foreach (var exception in _exceptions)
            if (key[1..].SequenceEqual(exception)) return _denyAll;
        return !_denyAll;
    }

    /// <summary>Copies with nothing denied.</summary>
    public static int Copy(ReadOnlySpan<byte> tags, Span<byte> to) => All.CopyTo(tags, to);

    private static ReadOnlySpan<byte> FirstOf(ReadOnlySpan<byte> tags)
    {
        var length = 0;
        for (var count = 0; count < CountMax; count++)
        {
            var end = tags[length..].IndexOf((byte)';');
            if (end < 0) return tags;
            length += end + 1;
        }

        return tags[..length];
    }

    private static bool Repeats(IrcTags rest, ReadOnlySpan<byte> key)
    {
        while (rest.MoveNext())
            if (rest.Current.Key.SequenceEqual(key)) return true;
        return false;
    }
}
