using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace Parlance.Domain.Masks;

/// <summary>An address or a network of addresses (CIDR, RFC 4632 and 4291). IPv4 is kept as IPv4-mapped IPv6, so both notations of one address are equal.</summary>
public readonly record struct AddressRange
{
    private const int MappedBits = 96;

    /// <summary>The longest address: IPv6 with an IPv4 tail.</summary>
    private const int TextMax = 45;

    private static readonly SearchValues<char> OfAddresses = SearchValues.Create("0123456789abcdefABCDEF:.");

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
        if (!TryAddress(slash < 0 ? text : text[..slash], out var address)) return false;
        // ::ffff:10.0.0.0/104 counts its bits as IPv6.
        var written = text.Contains(':') ? 128 : 32;
        var bits = written;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > written)) return false;
        range = new(address, bits + 128 - written);
        return true;
    }

    /// <summary>Whether the address, as text, lies within; false for what is no address.</summary>
    public bool Contains(ReadOnlySpan<char> address) => TryAddress(address, out var value) && (value & _mask) == _first;

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

    private static bool TryAddress(ReadOnlySpan<char> text, out UInt128 value)
    {
        var isFour = TryFour(text, out var four);
        value = new UInt128(0, 0xFFFF_0000_0000UL | four);
        if (isFour) return true;

        // The framework also reads 1.2, 0x7f.1 and [::1]:80; masks hold plain addresses only.
        if (text.Length > TextMax || !text.Contains(':') || text.ContainsAnyExcept(OfAddresses) || !IPAddress.TryParse(text, out var address)) return false;
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        value = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        return true;
    }

    /// <summary>Four decimal numbers; one with a leading zero is none, for some read it as octal.</summary>
    private static bool TryFour(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        int parts = 0, digits = 0;
        uint part = 0;
        foreach (var c in text)
        {
            if (c == '.' && digits > 0 && parts < 3)
            {
                (value, part, digits) = ((value << 8) | part, 0, 0);
                parts++;
            }
            else if (char.IsAsciiDigit(c) && digits < 3 && !(digits > 0 && part == 0))
            {
                part = (part * 10) + (uint)(c - '0');
                digits++;
                if (part > 255) return false;
            }
            else return false;
        }

        value = (value << 8) | part;
        return parts == 3 && digits > 0;
    }
}
