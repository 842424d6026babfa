namespace Parlance.Irc.Wire;

/// <summary>The tags of a line, as they stand (IRCv3 message-tags).</summary>
public static class IrcTags
{
    /// <summary>The raw value of a tag; the last of that key counts. Empty: the bare key.</summary>
    public static bool Find(ReadOnlySpan<byte> tags, ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        value = default;
        var found = false;
        foreach (var range in tags.Split((byte)';'))
        {
            var tag = tags[range];
            var equals = tag.IndexOf((byte)'=');
            if (!(equals < 0 ? tag : tag[..equals]).SequenceEqual(key)) continue;
            value = equals < 0 ? default : tag[(equals + 1)..];
            found = true;
        }

        return found;
    }
}
