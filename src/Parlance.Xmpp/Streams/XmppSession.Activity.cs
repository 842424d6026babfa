using Parlance.Engine.Buffers;

namespace Parlance.Xmpp.Streams;

/// <summary>What waits while nobody looks at the client: presence, of which the last of each sender counts, and who is typing (XEP-0352).</summary>
public sealed partial class XmppSession
{
    /// <summary>Bytes that wait; what would be beyond it goes out with all of them.</summary>
    public const int HeldBackMax = 32 << 10;

    private ByteQueue _heldBack;

    /// <summary>The client says that nobody looks at it.</summary>
    public bool IsInactive { get; internal set; }

    /// <summary>Says what has waited, in order.</summary>
    internal void ReleaseHeldBack()
    {
        var held = _heldBack;
        _heldBack = default;
        var rest = held.Bytes;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n') + 1;
            Send(rest[..end]);
            rest = rest[end..];
        }

        held.Clear(Node.Pool);
    }

    private bool IsHeldBack(ReadOnlySpan<byte> stanza)
    {
        if (!IsInactive || _heldBack.Length + stanza.Length > HeldBackMax) return false;
        if (stanza.StartsWith("<presence"u8))
        {
            if (!CanWait(stanza)) return false;
            DropOlder(stanza);
        }
        else if (!stanza.StartsWith("<message"u8) || stanza.IndexOf("'http://jabber.org/protocol/chatstates'"u8) < 0 || stanza.IndexOf("<body"u8) >= 0 || stanza.IndexOf("'urn:xmpp:"u8) >= 0) return false;

        _heldBack.Append(stanza, Node.Pool);
        return true;
    }

    /// <summary>That somebody is available or not can wait; requests, errors and what one's own client is told of a room cannot.</summary>
    private static bool CanWait(ReadOnlySpan<byte> presence)
    {
        var tag = presence[..(presence.IndexOf((byte)'>') + 1)];
        return (tag.IndexOf(" type='"u8) < 0 || tag.IndexOf(" type='unavailable'"u8) >= 0) && presence.IndexOf("<status code="u8) < 0;
    }

    /// <summary>Of each sender the last presence counts.</summary>
    private void DropOlder(ReadOnlySpan<byte> presence)
    {
        var from = FromOf(presence);
        if (from.IsEmpty || _heldBack.Bytes.IndexOf(from) < 0) return;
        var kept = new ByteQueue();
        var rest = _heldBack.Bytes;
        while (!rest.IsEmpty)
        {
            var one = rest[..(rest.IndexOf((byte)'\n') + 1)];
            rest = rest[one.Length..];
            if (!one.StartsWith("<presence"u8) || !FromOf(one).SequenceEqual(from)) kept.Append(one, Node.Pool);
        }

        _heldBack.Clear(Node.Pool);
        _heldBack = kept;
    }

    private static ReadOnlySpan<byte> FromOf(ReadOnlySpan<byte> stanza)
    {
        var tag = stanza[..(stanza.IndexOf((byte)'>') + 1)];
        var at = tag.IndexOf(" from='"u8);
        if (at < 0) return default;
        var value = tag[(at + 7)..];
        return value[..value.IndexOf((byte)'\'')];
    }
}
