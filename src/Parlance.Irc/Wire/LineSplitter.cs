namespace Parlance.Irc.Wire;

/// <summary>What <see cref="LineSplitter.Next"/> found.</summary>
public enum LineStatus
{
    Complete,
    /// <summary>The line's end has not come yet.</summary>
    Incomplete,
    /// <summary>The line is over its limit and was, or is being, passed over: answer 417 once.</summary>
    TooLong,
}

/// <summary>
/// Finds lines in what came. A line ends at LF; one CR before it belongs to the end (Modern IRC, message format). Any other CR, and NUL, stays in the
/// line and makes it invalid (<see cref="Utf8Only"/>): cutting there would let a text smuggle a second command in. Empty lines are passed over.
/// </summary>
public static class LineSplitter
{
    /// <summary>Bytes of tags a client may send, with <c>@</c> and the space (IRCv3 message-tags: 4094 of data).</summary>
    public const int TagsMax = 4096;

    /// <summary>Bytes of tags a server may send: both sides' data, <c>@</c>, a semicolon between them and the space.</summary>
    public const int TagsMaxOfServers = 8191;

    /// <summary>The most bytes that <see cref="Next"/> leaves unread when it answers <see cref="LineStatus.Incomplete"/>: what a reader must be able to hold.</summary>
    public static int PendingMax(int bodyMax, int tagsMax = TagsMax) => tagsMax + bodyMax;

    /// <param name="rest">What came; on return what is left of it. What is over its limit is taken off at once, so what is left stays bounded.</param>
    /// <param name="bodyMax">The most bytes of a line without its tags, with its end (CR LF counts, given or not).</param>
    /// <param name="skipping">Kept by the caller: a line over its limit is being passed over.</param>
    /// <param name="line">The line without its end.</param>
    /// <param name="tagsMax">The most bytes of tags, with <c>@</c> and the space.</param>
    public static LineStatus Next(scoped ref ReadOnlySpan<byte> rest, int bodyMax, ref bool skipping, out ReadOnlySpan<byte> line, int tagsMax = TagsMax)
    {
        line = default;
        while (true)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0) return WithoutEnd(ref rest, bodyMax - 1, ref skipping, tagsMax);

            var found = rest[..end];
            rest = rest[(end + 1)..];
            if (skipping)
            {
                skipping = false;
                continue;
            }

            if (found.EndsWith((byte)'\r')) found = found[..^1];
            if (found.IsEmpty) continue;
            if (IsTooLong(found, bodyMax - 2, tagsMax)) return LineStatus.TooLong;
            line = found;
            return LineStatus.Complete;
        }
    }

    private static LineStatus WithoutEnd(scoped ref ReadOnlySpan<byte> rest, int bodyMax, ref bool skipping, int tagsMax)
    {
        var wasSkipping = skipping;
        if (!skipping && !IsTooLong(rest, bodyMax, tagsMax)) return LineStatus.Incomplete;
        rest = default;
        skipping = true;
        return wasSkipping ? LineStatus.Incomplete : LineStatus.TooLong;
    }

    private static bool IsTooLong(ReadOnlySpan<byte> line, int bodyMax, int tagsMax)
    {
        if (line.Length <= bodyMax && line.Length <= tagsMax) return false;
        if (line[0] != '@') return line.Length > bodyMax;
        var space = line.IndexOf((byte)' ');
        return space < 0 ? line.Length >= tagsMax : space >= tagsMax || line.Length - space - 1 > bodyMax;
    }
}
