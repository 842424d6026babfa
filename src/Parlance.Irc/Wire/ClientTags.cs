namespace Parlance.Irc.Wire;

/// <summary>Client-only tags (<c>+typing</c>): passed on as they came.</summary>
public static class ClientTags
{
    /// <summary>Copies the client-only tags of a line; returns how many bytes they take.</summary>
    public static int Copy(ReadOnlySpan<byte> tags, Span<byte> to)
    {
        var length = 0;
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            if (tag.Length < 2 || tag[0] != '+') continue;
            if (length > 0) to[length++] = (byte)';';
            tag.CopyTo(to[length..]);
            length += tag.Length;
        }

        return length;
    }
}
