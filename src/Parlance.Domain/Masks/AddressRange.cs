using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Parlance.Domain.Masks;

/// <summary>An address or a network of addresses (CIDR, RFC 4632 and 4291). IPv4 is kept as IPv4-mapped IPv6, so both notations of one address are equal.</summary>
public readonly record struct AddressRange
{
    private const int MappedBits = 96;

    private readonly UInt128 _first;
    private readonly UInt128 _mask;

    private AddressRange(UInt128 address, int bits)
    {
        Bits = bits;
        _mask = bits == 0 ? UInt128.Zero : UInt128.MaxValue << (128 - bits);
        _first = address & _mask;
    }

    private int Bits { get; }
    private bool IsMapped => Bits >= MappedBits && _first >> 32 == 0xFFFF;

    public static bool TryParse(ReadOnlySpan<char> text, out AddressRange range)
    {
        range = default;
        var slash = text.IndexOf('/');
        if (!TryAddress(slash < 0 ? text : text[..slash], out var address, out var isFour)) return false;
        var bits = isFour ? 32 : 128;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given) || given > bits || (bits = given) < 0)) return false;
        range = new(address, isFour ? bits + MappedBits : bits);
        return true;
    }

    /// <summary>Whether the address, as text, lies within; false for what is no address.</summary>
    public bool Contains(ReadOnlySpan<char> address) => TryAddress(address, out var value, out _) && (value & _mask) == _first;

    /// <summary>The network in its one notation, host bits cleared; without <c>/bits</c> for a single address.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _first);
        var four = IsMapped;
        var address = new IPAddress(four ? bytes[12..] : bytes).ToString();
        var bits = four ? Bits - MappedBits : Bits;
        return Bits == 128 ? address : string.Create(CultureInfo.InvariantCulture, $"{address}/{bits}");
    }

    private static bool TryAddress(ReadOnlySpan<char> text, out UInt128 value, out bool isFour)
    {
        value = default;
        isFour = false;
        // The framework also reads 1.2, 0x7f.1 and [::1]:80; masks hold plain addresses only.
        if (text.Length > 45 || text.ContainsAnyExcept("0123456789abcdefABCDEF:.") || !IPAddress.TryParse(text, out var address)) return false;
        Span<byte> bytes = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            if (text.Count('.') != 3) return false;
            isFour = true;
            bytes[10] = bytes[11] = 0xFF;
            address.TryWriteBytes(bytes[12..], out _);
        }
        else address.TryWriteBytes(bytes, out _);

        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }
}
