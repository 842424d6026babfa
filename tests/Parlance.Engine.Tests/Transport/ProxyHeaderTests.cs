using System.Net;
using System.Text;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tests.Transport;

/// <summary>The PROXY protocol's headers, as bytes.</summary>
public sealed class ProxyHeaderTests
{
    public static TheoryData<string, string?, int> Good => new()
    {
        { "PROXY TCP4 203.0.113.7 192.0.2.1 56324 443\r\n", "203.0.113.7", 56324 },
        { "PROXY TCP4 255.255.255.255 255.255.255.255 65535 65535\r\n", "255.255.255.255", 65535 },
        { "PROXY TCP6 2001:db8::7 2001:db8::1 0 443\r\n", "2001:db8::7", 0 },
        { "PROXY TCP6 ::ffff:203.0.113.7 2001:db8::1 1 443\r\n", "203.0.113.7", 1 },
        { "PROXY UNKNOWN\r\n", null, 0 },
        { "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n", null, 0 },
    };

    [Theory, MemberData(nameof(Good))]
    public void a_line_is_read(string line, string? source, int port)
    {
        var bytes = Encoding.ASCII.GetBytes(line + "NICK ana\r\n");
        Assert.Equal(ProxyParse.Done, ProxyHeader.TryParse(bytes, out var header, out var consumed));
        Assert.Equal((source, port, line.Length), (header.Source?.ToString(), header.SourcePort, consumed));
        for (var cut = 0; cut < line.Length; cut++) Assert.Equal(ProxyParse.Incomplete, ProxyHeader.TryParse(bytes.AsSpan(0, cut), out _, out _));
    }

    [Theory]
    [InlineData("NICK ana\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 56324\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 56324 443 1\r\n")]
    [InlineData("PROXY TCP4  203.0.113.7 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 203.0.113 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 203.0.113.256 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP4 2001:db8::7 2001:db8::1 56324 443\r\n")]
    [InlineData("PROXY TCP6 203.0.113.7 192.0.2.1 56324 443\r\n")]
    [InlineData("PROXY TCP6 fe80::1%1 2001:db8::1 56324 443\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 65536 443\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 -1 443\r\n")]
    [InlineData("PROXY TCP4 203.0.113.7 192.0.2.1 01 443\r\n")]
    [InlineData("PROXY UDP4 203.0.113.7 192.0.2.1 1 443\r\n")]
    [InlineData("\r\n\r\nNICK")]
    public void a_wrong_line_is_refused(string line) =>
        Assert.Equal(ProxyParse.Malformed, ProxyHeader.TryParse(Encoding.ASCII.GetBytes(line), out _, out _));

    [Fact]
    public void a_line_has_a_longest_form()
    {
        var line = Encoding.ASCII.GetBytes("PROXY UNKNOWN " + new string('x', ProxyHeader.TextMax - 16) + "\r\n");
        Assert.Equal(ProxyHeader.TextMax, line.Length);
        Assert.Equal(ProxyParse.Done, ProxyHeader.TryParse(line, out _, out _));
        Assert.Equal(ProxyParse.Malformed, ProxyHeader.TryParse([.. line[..20], (byte)'x', .. line[20..]], out _, out _));
    }

    [Fact]
    public void a_binary_header_is_read_and_its_extensions_skipped()
    {
        byte[] four = [203, 0, 113, 7, 192, 0, 2, 1, 0xdc, 0x04, 1, 187];
        byte[] extension = [0x02, 0, 3, 1, 2, 3];
        var bytes = Binary(0x21, 0x11, [.. four, .. extension]);
        Assert.Equal(ProxyParse.Done, ProxyHeader.TryParse([.. bytes, 0x16, 3], out var header, out var consumed));
        Assert.Equal((IPAddress.Parse("203.0.113.7"), 56324, bytes.Length), (header.Source, header.SourcePort, consumed));
        for (var cut = 0; cut < bytes.Length; cut++) Assert.Equal(ProxyParse.Incomplete, ProxyHeader.TryParse(bytes.AsSpan(0, cut), out _, out _));

        var six = Binary(0x21, 0x21, [.. IPAddress.Parse("2001:db8::7").GetAddressBytes(), .. new byte[16], 0, 80, 0, 81]);
        Assert.Equal(ProxyParse.Done, ProxyHeader.TryParse(six, out header, out _));
        Assert.Equal((IPAddress.Parse("2001:db8::7"), 80), (header.Source, header.SourcePort));
    }

    [Theory]
    [InlineData(0x20, 0x11, 12)]    // LOCAL
    [InlineData(0x20, 0x00, 0)]
    [InlineData(0x21, 0x00, 0)]     // UNSPEC
    [InlineData(0x21, 0x31, 216)]   // UNIX
    public void a_header_without_a_client_leaves_the_socket_s_address(byte command, byte family, int length)
    {
        Assert.Equal(ProxyParse.Done, ProxyHeader.TryParse(Binary(command, family, new byte[length]), out var header, out var consumed));
        Assert.Equal((null, 16 + length), (header.Source, consumed));
    }

    [Theory]
    [InlineData(0x11, 0x11, 12)]    // version 1
    [InlineData(0x22, 0x11, 12)]    // command 2
    [InlineData(0x21, 0x11, 11)]    // too short for its family
    [InlineData(0x21, 0x21, 35)]
    [InlineData(0x21, 0x12, 12)]    // datagrams
    [InlineData(0x21, 0x41, 12)]    // no such family
    [InlineData(0x21, 0x11, 521)]   // past LengthMax
    public void a_wrong_binary_header_is_refused(byte command, byte family, int length) =>
        Assert.Equal(ProxyParse.Malformed, ProxyHeader.TryParse(Binary(command, family, new byte[length]), out _, out _));

    [Fact]
    public void random_bytes_never_do_harm_and_never_ask_for_more_than_the_limit()
    {
        var random = new Random(20);
        var seeds = Good.Select(row => Encoding.ASCII.GetBytes(row.Data.Item1)).Append(Binary(0x21, 0x11, new byte[12])).Append(Binary(0x21, 0x21, new byte[40])).ToArray();
        var ends = new int[3];
        for (var i = 0; i < 200_000; i++)
        {
            var bytes = (byte[])seeds[random.Next(seeds.Length)].Clone();
            for (var changes = random.Next(4); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            var result = ProxyHeader.TryParse(bytes.AsSpan(0, random.Next(bytes.Length + 1)), out _, out var consumed);
            Assert.Equal(result == ProxyParse.Done, consumed > 0);
            ends[(int)result]++;
        }

        Assert.All(ends, n => Assert.True(n > 1000, $"{n} of an end: the fuzz tests too little"));
        Assert.NotEqual(ProxyParse.Incomplete, ProxyHeader.TryParse(new byte[ProxyHeader.LengthMax], out _, out _));
    }

    internal static byte[] Binary(byte command, byte family, byte[] rest) =>
        [.. "\r\n\r\n\0\r\nQUIT\n"u8, command, family, (byte)(rest.Length >> 8), (byte)rest.Length, .. rest];
}
