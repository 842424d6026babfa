namespace Parlance.Irc.Wire;

public enum LineStatus
{
    Complete,
    /// <summary>The line's end has not come yet.</summary>
    Incomplete,
    /// <summary>The line is over its limit and was passed over.</summary>
    TooLong,
}

/// <summary>Finds lines in what came. A line ends at LF, with or without CR before it.</summary>
public static class LineSplitter
{
    /// <summary>Bytes of tags a client may send, with <c>@</c> and the space (IRCv3 message-tags).</summary>
    public const int TagsMax = 4096;

    /// <param name="rest">What came; on return what is left of it.</param>
    /// <param name="bodyMax">The most bytes of a line without its tags, with its end.</param>
    /// <param name="skipping">Kept by the caller: a line over its limit is being passed over.</param>
    /// <param name="line">The line without its end.</param>
    public static LineStatus Next(scoped ref ReadOnlySpan<byte> rest, int bodyMax, ref bool skipping, out ReadOnlySpan<byte> line)
    {
        line = default;
        while (true)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                if (!IsTooLong(rest, bodyMax)) return LineStatus.Incomplete;
                rest = default;
                if (skipping) return LineStatus.Incomplete;
                skipping = true;
                return LineStatus.TooLong;
            }

            var found = rest[..end];
            rest = rest[(end + 1)..];
            if (skipping)
            {
                skipping = false;
                continue;
            }

            found = found.TrimEnd((byte)'\r');
            if (found.IsEmpty) continue;
            if (IsTooLong(found, bodyMax - 2)) return LineStatus.TooLong;
            line = found;
            return LineStatus.Complete;
        }
    }

    private static bool IsTooLong(ReadOnlySpan<byte> line, int bodyMax)
    {
        if (line.Length <= bodyMax) return false;
        if (line[0] != '@') return true;
        var space = line.IndexOf((byte)' ');
        return space < 0 ? line.Length > TagsMax : space + 1 > TagsMax || line.Length - space - 1 > bodyMax;
    }
}
