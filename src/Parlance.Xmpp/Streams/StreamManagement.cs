using Parlance.Domain;
using Parlance.Engine.Buffers;

namespace Parlance.Xmpp.Streams;

/// <summary>What two ends of a stream have handled of each other's stanzas (XEP-0198), and the stanzas of ours that the client has not said it has.</summary>
internal sealed class StreamManagement
{
    /// <summary>Stanzas that may wait for the client's word.</summary>
    public const int UnacknowledgedMax = 5000;

    /// <summary>With so many that it has not said it has the client is asked at once.</summary>
    public const int AskAt = 16;

    /// <summary>Else it is asked so much later (ms).</summary>
    public const int AskWithin = 1000;

    private ByteQueue _kept;
    private uint _askedAt;
    private Instant _askedWall;

    /// <summary>By which it is resumed; null: it cannot be.</summary>
    public string? Id { get; init; }

    /// <summary>How long it may be resumed once its connection is lost (ms).</summary>
    public long ResumableFor { get; init; }

    /// <summary>The client's stanzas that were handled; it begins again after 2^32.</summary>
    public uint Handled { get; set; }

    /// <summary>Stanzas that were said to the client.</summary>
    public uint Said { get; private set; }

    /// <summary>Those of them that it has.</summary>
    public uint Acknowledged { get; private set; }

    /// <summary>When all that it has was said at the latest: what was said until then has reached it.</summary>
    public required Instant GivenUntil { get; set; }

    public int Waiting => (int)(Said - Acknowledged);

    public int Bytes => _kept.Length;

    /// <summary>The stanzas that wait, as they were said.</summary>
    public ReadOnlySpan<byte> Kept => _kept.Bytes;

    /// <summary>The client was asked what it has, and has not said it.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>A stanza is said.</summary>
    public void Keep(ReadOnlySpan<byte> stanza, BufferPool pool)
    {
        Said++;
        _kept.Append(stanza, pool);
    }

    public void Ask(Instant now) => (IsAsked, _askedAt, _askedWall) = (true, Said, now);

    /// <summary>The client says how many it has. False: it cannot have them, for they were not said.</summary>
    public bool TryAcknowledge(uint handled, BufferPool pool)
    {
        var more = handled - Acknowledged;
        if (more > (uint)Waiting) return false;
        Acknowledged = handled;
        if (IsAsked && (int)(handled - _askedAt) >= 0) (IsAsked, GivenUntil) = (false, _askedWall);
        var length = 0;
        for (; more > 0; more--) length += _kept.Bytes[length..].IndexOf((byte)'\n') + 1;
        if (length > 0) _kept.Consume(length, pool);
        return true;
    }

    /// <summary>The stream goes on elsewhere: the client has to be asked again.</summary>
    public void Unask() => IsAsked = false;

    public void Release(BufferPool pool) => _kept.Clear(pool);
}
