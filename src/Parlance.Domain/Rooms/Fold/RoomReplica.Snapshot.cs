using System.Buffers;

namespace Parlance.Domain.Rooms.Fold;

/// <summary>A replica's room at its waist as bytes, for a newcomer or a node that has been away longer than events are kept.</summary>
public sealed partial class RoomReplica
{
    /// <summary>128 bits that are equal on all nodes that know the same events; other bits for the same events are a fault of the rules.</summary>
    public UInt128 Hash => RoomBytes.HashOf(_room);

    /// <summary>The waist and the room there. The same room at the same waist gives the same bytes everywhere.</summary>
    public byte[] Snapshot()
    {
        var bytes = new ArrayBufferWriter<byte>(1024);
        var stable = Stable;
        bytes.Number((ulong)stable.Count);
        foreach (ref readonly var dot in stable.Dots) bytes.Dot(dot);
        RoomBytes.Write(bytes, _base);
        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>A replica that begins with a snapshot; the events beyond its waist are to be taken next.</summary>
    /// <exception cref="FormatException">The bytes are none, or of another version.</exception>
    public static RoomReplica Restore(Sid self, Charter charter, ReadOnlySpan<byte> snapshot) => Restore(self, charter, snapshot, FoldRules.Sound);

    internal static RoomReplica Restore(Sid self, Charter charter, ReadOnlySpan<byte> snapshot, FoldRules rules)
    {
        var replica = new RoomReplica(self, charter, rules);
        var reader = new RoomReader(snapshot);
        for (var left = reader.Count(); left > 0; left--)
        {
            var dot = reader.Dot();
            Counters.Raise(ref replica._stable, replica._writers.Add(dot), dot.Counter);
        }

        replica._seen = [.. replica._stable];
        replica._base = replica._room = reader.Room();
        return reader.IsAtEnd ? replica : throw new FormatException("something follows the snapshot of a room");
    }
}
