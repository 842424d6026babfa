using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Parlance.Engine.Transport;

public enum ProxyParse
{
    /// <summary>Right so far; more bytes are needed.</summary>
    Incomplete,
    Done,
    Malformed,
}

/// <summary>
/// The header a proxy puts before the bytes of a connection: PROXY protocol versions 1 and 2
/// (https://www.haproxy.org/download/2.9/doc/proxy-protocol.txt). Extensions (TLVs) are skipped.
/// </summary>
/// <param name="Source">The client's address; null when the proxy speaks for itself or does not know: the socket's address holds.</param>
/// <param name="SourcePort">The client's port.</param>
public readonly record struct ProxyHeader(IPAddress? Source, int SourcePort)
{
    /// <summary>Bytes of a version 1 line, with its CR LF (section 2.1).</summary>
    public const int TextMax = 107;

    /// <summary>Bytes of a header of either version: what section 2 says fits every receiver's first read.</summary>
    public const int LengthMax = 536;

    private const int BinaryStart = 16;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <summary>Reads a header from the first bytes of a connection; <paramref name="consumed"/> is its length when it is done.</summary>
    public static ProxyParse TryParse(ReadOnlySpan<byte> bytes, out ProxyHeader header, out int consumed)
    {
        header = default;
        consumed = 0;
        if (bytes.IsEmpty) return ProxyParse.Incomplete;
        return bytes[0] == Signature[0] ? Binary(bytes, ref header, ref consumed) : Text(bytes, ref header, ref consumed);
    }

    private static ProxyParse Binary(ReadOnlySpan<byte> bytes, ref ProxyHeader header, ref int consumed)
    {
        var known = Math.Min(bytes.Length, Signature.Length);
        if (!bytes[..known].SequenceEqual(Signature[..known])) return ProxyParse.Malformed;
        if (bytes.Length < BinaryStart) return ProxyParse.Incomplete;

        var (version, command, family) = (bytes[12] >> 4, bytes[12] & 15, bytes[13]);
        var length = BinaryStart + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        if (version != 2 || command > 1 || length > LengthMax) return ProxyParse.Malformed;
        if (bytes.Length < length) return ProxyParse.Incomplete;

        var addresses = bytes[BinaryStart..length];
        const byte unspecified = 0x00, tcp4 = 0x11, tcp6 = 0x21, unixStream = 0x31;
        switch (command == 0 ? unspecified : family)
        {
            case tcp4 when addresses.Length >= 12:
                header = new ProxyHeader(new IPAddress(addresses[..4]), BinaryPrimitives.ReadUInt16BigEndian(addresses[8..]));
                break;
            case tcp6 when addresses.Length >= 36:
                header = new ProxyHeader(Plain(new IPAddress(addresses[..16])), BinaryPrimitives.ReadUInt16BigEndian(addresses[32..]));
                break;
            case unspecified or unixStream:
                break;
            default:
                return ProxyParse.Malformed;
        }

        consumed = length;
        return ProxyParse.Done;
    }

    private static ProxyParse Text(ReadOnlySpan<byte> bytes, ref ProxyHeader header, ref int consumed)
    {
        var start = "PROXY "u8;
        var known = Math.Min(bytes.Length, start.Length);
        if (!bytes[..known].SequenceEqual(start[..known])) return ProxyParse.Malformed;

        var end = bytes[..Math.Min(bytes.Length, TextMax)].IndexOf("\r\n"u8);
        if (end < 0) return bytes.Length < TextMax ? ProxyParse.Incomplete : ProxyParse.Malformed;

        var line = bytes[start.Length..end];
        if (!line.StartsWith("UNKNOWN"u8) && !TryReadAddresses(line, out header)) return ProxyParse.Malformed;
        consumed = end + 2;
        return ProxyParse.Done;
    }

    private static bool TryReadAddresses(ReadOnlySpan<byte> line, out ProxyHeader header)
    {
        header = default;
        Span<Range> words = stackalloc Range[6];
        if (Split(line, words) != 5) return false;

        var family = line[words[0]].SequenceEqual("TCP4"u8) ? AddressFamily.InterNetwork
            : line[words[0]].SequenceEqual("TCP6"u8) ? AddressFamily.InterNetworkV6
            : AddressFamily.Unspecified;
        if (!TryReadAddress(line[words[1]], family, out var source) || !TryReadAddress(line[words[2]], family, out _)) return false;
        if (!TryReadPort(line[words[3]], out var port) || !TryReadPort(line[words[4]], out _)) return false;

        header = new ProxyHeader(Plain(source), port);
        return true;
    }

    private static int Split(ReadOnlySpan<byte> line, Span<Range> words)
    {
        var count = 0;
        foreach (var word in line.Split((byte)' '))
        {
            if (count == words.Length) return -1;
            words[count++] = word;
        }

        return count;
    }

    /// <summary>Stricter than the parser of the library, which takes <c>127.1</c>, <c>0x7f000001</c> and scopes.</summary>
    private static bool TryReadAddress(ReadOnlySpan<byte> word, AddressFamily family, out IPAddress address)
    {
        address = IPAddress.None;
        var allowed = family == AddressFamily.InterNetwork ? "0123456789."u8 : "0123456789abcdefABCDEF:."u8;
        if (word.IsEmpty || word.ContainsAnyExcept(allowed)) return false;
        if (family == AddressFamily.InterNetwork && word.Count((byte)'.') != 3) return false;

        Span<char> text = stackalloc char[TextMax];
        System.Text.Encoding.ASCII.GetChars(word, text);
        if (!IPAddress.TryParse(text[..word.Length], out var parsed) || parsed.AddressFamily != family) return false;
        address = parsed;
        return true;
    }

    private static bool TryReadPort(ReadOnlySpan<byte> word, out int port)
    {
        port = 0;
        if (word.Length is 0 or > 5 || word.ContainsAnyExceptInRange((byte)'0', (byte)'9') || (word[0] == '0' && word.Length > 1)) return false;
        foreach (var digit in word) port = port * 10 + digit - '0';
        return port <= ushort.MaxValue;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
