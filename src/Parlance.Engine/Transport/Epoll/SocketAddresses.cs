using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace Parlance.Engine.Transport.Epoll;

/// <summary>The kernel's <c>sockaddr_in</c> and <c>sockaddr_in6</c>.</summary>
internal static class SocketAddresses
{
    public const int LengthMax = 28;

    /// <summary>Writes it and returns its length.</summary>
    public static int Write(IPAddress address, int port, Span<byte> to)
    {
        to.Clear();
        BinaryPrimitives.WriteUInt16BigEndian(to[2..], (ushort)port);
        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork)
        {
            MemoryMarshal.Write(to, (ushort)Libc.Ipv4);
            address.TryWriteBytes(to[4..], out _);
            return 16;
        }

        MemoryMarshal.Write(to, (ushort)Libc.Ipv6);
        address.TryWriteBytes(to[8..], out _);
        MemoryMarshal.Write(to[24..], (uint)address.ScopeId);
        return LengthMax;
    }

    /// <summary>Reads one; an IPv4-mapped address comes out as IPv4.</summary>
    public static IPAddress Read(ReadOnlySpan<byte> from, out int port)
    {
        port = BinaryPrimitives.ReadUInt16BigEndian(from[2..]);
        if (MemoryMarshal.Read<ushort>(from) == Libc.Ipv4) return new IPAddress(from.Slice(4, 4));

        var address = new IPAddress(from.Slice(8, 16), MemoryMarshal.Read<uint>(from[24..]));
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }
}
