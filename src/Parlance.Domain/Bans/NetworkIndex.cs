using System.Buffers.Binary;
using System.Net;

namespace Parlance.Domain.Bans;

/// <summary>Things by network. A lookup costs one probe for each length of prefix in use, however many networks there are.</summary>
internal sealed class NetworkIndex<T>
    where T : class
{
    private readonly Dictionary<(UInt128 Network, int Bits, bool IsV6), List<T>> _things = [];
    private readonly int[] _lengthsV4 = new int[33];
    private readonly int[] _lengthsV6 = new int[129];

    public void Add(IPNetwork network, T thing)
    {
        var key = KeyOf(network.BaseAddress, network.PrefixLength, out var lengths);
        lengths[network.PrefixLength]++;
        if (_things.TryGetValue(key, out var list)) list.Add(thing);
        else _things.Add(key, [thing]);
    }

    public void Remove(IPNetwork network, T thing)
    {
        var key = KeyOf(network.BaseAddress, network.PrefixLength, out var lengths);
        if (!_things.TryGetValue(key, out var list) || !list.Remove(thing)) return;
        lengths[network.PrefixLength]--;
        if (list.Count == 0) _things.Remove(key);
    }

    /// <summary>The first whose network holds the address and that fits, from the narrowest network up. What <paramref name="fits"/> needs is handed on: everybody who comes is looked for.</summary>
    public T? Find<TWith>(IPAddress address, TWith with, Func<T, TWith, bool> fits)
    {
        if (_things.Count == 0) return null;
        KeyOf(address, 0, out var lengths);
        for (var bits = lengths.Length - 1; bits >= 0; bits--)
        {
            if (lengths[bits] == 0 || !_things.TryGetValue(KeyOf(address, bits, out _), out var list)) continue;
            foreach (var thing in list)
                if (fits(thing, with)) return thing;
        }

        return null;
    }

    private (UInt128 Network, int Bits, bool IsV6) KeyOf(IPAddress address, int bits, out int[] lengths)
    {
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        var isV6 = length == 16;
        lengths = isV6 ? _lengthsV6 : _lengthsV4;
        var value = isV6 ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var rest = (length * 8) - bits;
        return (rest >= 128 ? 0 : value >> rest << rest, bits, isV6);
    }
}
