namespace Parlance.Engine;

/// <summary>What the bytes of a stream are made of: lines, stanzas, frames. A slow reader who is cut is sent the unit that has begun, and then the goodbye.</summary>
public abstract class Units
{
    /// <summary>Lines that end in LF.</summary>
    public static Units Lines { get; } = new LineUnits();

    /// <summary>Bytes up to the end of the unit at hand; all, when it does not end in them.</summary>
    /// <param name="bytes">What comes next in the stream.</param>
    /// <param name="state">Where in a unit they begin; 0: between two. Where they end, afterwards.</param>
    public abstract int Rest(ReadOnlySpan<byte> bytes, ref ulong state);

    /// <summary>The state behind <paramref name="bytes"/>, however many units they are.</summary>
    public virtual ulong After(ReadOnlySpan<byte> bytes, ulong state)
    {
        while (!bytes.IsEmpty) bytes = bytes[Rest(bytes, ref state)..];
        return state;
    }

    private sealed class LineUnits : Units
    {
        public override int Rest(ReadOnlySpan<byte> bytes, ref ulong state)
        {
            var end = bytes.IndexOf((byte)'\n') + 1;
            state = end == 0 ? 1ul : 0;
            return end == 0 ? bytes.Length : end;
        }

        public override ulong After(ReadOnlySpan<byte> bytes, ulong state) => bytes.IsEmpty ? state : bytes[^1] == '\n' ? 0ul : 1;
    }
}
