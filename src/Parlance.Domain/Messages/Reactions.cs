namespace Parlance.Domain.Messages;

/// <summary>Which messages of tags alone are kept: those that react to a message, and those that take it back (IRCv3 <c>+draft/react</c>, <c>+draft/unreact</c>).</summary>
public static class Reactions
{
    /// <param name="clientTags">Tags as they stand on an IRC line, without <c>@</c>.</param>
    public static bool IsIn(ReadOnlySpan<byte> clientTags)
    {
        foreach (var range in clientTags.Split((byte)';'))
        {
            var tag = clientTags[range];
            var equals = tag.IndexOf((byte)'=');
            var key = equals < 0 ? tag : tag[..equals];
            if (key.SequenceEqual("+draft/react"u8) || key.SequenceEqual("+draft/unreact"u8) || key.SequenceEqual("+react"u8)) return true;
        }

        return false;
    }
}
