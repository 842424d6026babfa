using System.Buffers;
using System.Text;
using Parlance.Engine.Buffers;
using Parlance.Engine.WebSocket;
using Parlance.Irc.Wire;

namespace Parlance.Engine.Tests.TransportWebSocket;

/// <summary>Frames of clients, and frames for them.</summary>
public sealed class WebSocketFramingTests
{
    private const int MessageMax = 4096;

    [Fact]
    public void a_message_is_a_line()
    {
        Assert.Equal(["NICK ana", "PRIVMSG #lobby :tea"], Decode([.. Frame(1, "NICK ana"), .. Frame(2, "PRIVMSG #lobby :tea")]).Lines);
        Assert.Equal(["a", "b", "c"], Decode(Frame(1, "a\r\nb\n\r\nc\r\n")).Lines);   // no client should; each is still one line
        Assert.Equal([new string('x', MessageMax)], Decode(Frame(2, new string('x', MessageMax))).Lines);
        Assert.Empty(Decode(Frame(1, "")).Lines);
    }

    [Fact]
    public void fragments_are_one_message_with_pings_between_them()
    {
        byte[] bytes = [.. Frame(1, "PRIV", final: false), .. Frame(9, "are you there"), .. Frame(0, "MSG ben", final: false), .. Frame(10, ""), .. Frame(0, " :tea")];
        var (lines, answers, result) = Decode(bytes);
        Assert.Equal(["PRIVMSG ben :tea"], lines);
        Assert.Equal([0x8a, 13, .. "are you there"u8], answers);
        Assert.Equal(FramingResult.Open, result);
    }

    [Fact]
    public void a_close_is_answered_with_its_code_and_what_follows_is_not_read()
    {
        var (lines, answers, result) = Decode([.. Frame(8, "\x03\xe8" + "bye"), .. Frame(1, "NICK eve")]);
        Assert.Equal(FramingResult.Closed, result);
        Assert.Equal([0x88, 2, 3, 0xe8], answers);
        Assert.Empty(lines);
        Assert.Equal([0x88, 0], Decode(Frame(8, "")).Answers);
    }

    public static TheoryData<string, byte[], int> Wrong => new()
    {
        { "not masked", [0x81, 2, (byte)'h', (byte)'i'], 1002 },
        { "reserved bit 1", [0xc1, 0x80, 0, 0, 0, 0], 1002 },
        { "reserved bit 3", [0x91, 0x80, 0, 0, 0, 0], 1002 },
        { "opcode 3", Frame(3, ""), 1002 },
        { "opcode 11", Frame(11, ""), 1002 },
        { "continuation of nothing", Frame(0, "x"), 1002 },
        { "a message within a message", [.. Frame(1, "x", final: false), .. Frame(1, "y")], 1002 },
        { "a fragmented ping", Frame(9, "", final: false), 1002 },
        { "a ping of 126", Frame(9, new string('x', 126)), 1002 },
        { "a close of one byte", Frame(8, "x"), 1002 },
        { "a close with 1005", Frame(8, "\x03\xed"), 1002 },
        { "a close with 999", Frame(8, "\x03\xe7"), 1002 },
        { "a close with a reason that is not UTF-8", Frame(8, "\x03\xe8\xff"), 1007 },
        { "text that is not UTF-8", Frame(1, "caf\xe9"), 1007 },
        { "text that is cut within a letter", [.. Frame(1, "caf\xc3", final: false), .. Frame(0, "")], 1007 },
        { "too long", Frame(1, new string('x', MessageMax + 1)), 1009 },
        { "too long in fragments", [.. Frame(1, new string('x', MessageMax), final: false), .. Frame(0, "x")], 1009 },
        { "a length of 2^63", [0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 1009 },
        { "a length of 2^64 - 1", [0x82, 0xff, 255, 255, 255, 255, 255, 255, 255, 255, 1, 2, 3, 4], 1009 },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void a_wrong_frame_ends_it_with_its_code(string why, byte[] bytes, int code)
    {
        var (lines, answers, result) = Decode(bytes);
        Assert.Equal(FramingResult.Closed, result);
        Assert.True(answers is [0x88, 2, ..] && answers[2] << 8 == (code & 0xff00) && answers[3] == (code & 255), $"{why}: {Convert.ToHexString(answers)}");
        Assert.Empty(lines);
    }

    [Fact]
    public void bytes_that_are_not_utf8_pass_in_binary_messages()
    {
        var seen = new Collected();
        using var framing = new WebSocketFraming(MessageMax);
        framing.Decode(Frame(2, "caf\xe9"), ref seen, new ArrayBufferWriter<byte>());
        Assert.Equal([(byte)'c', (byte)'a', (byte)'f', 0xe9], Assert.Single(seen.Bytes));
    }

    [Fact]
    public void how_the_bytes_are_cut_changes_nothing()
    {
        var random = new Random(40);
        for (var round = 0; round < 2_000; round++)
        {
            var bytes = Conversation(random);
            for (var changes = random.Next(-3, 3); changes > 0; changes--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var whole = Decode(bytes);
            var (lines, answers) = (new Collected(), new ArrayBufferWriter<byte>());
            using var framing = new WebSocketFraming(MessageMax);
            var result = FramingResult.Open;
            for (var at = 0; at < bytes.Length;)
            {
                var take = Math.Min(bytes.Length - at, random.Next(1, 40));
                result = framing.Decode(bytes.AsSpan(at, take), ref lines, answers);
                at += take;
            }

            Assert.Equal(whole.Lines, lines.Texts);
            Assert.Equal(whole.Answers, answers.WrittenSpan.ToArray());
            Assert.Equal(whole.Result, result);
        }
    }

    [Fact]
    public void random_bytes_never_do_harm()
    {
        var random = new Random(50);
        var bytes = new byte[300];
        for (var round = 0; round < 20_000; round++)
        {
            random.NextBytes(bytes);
            bytes[0] = (byte)(random.Next(2) << 7 | random.Next(11));
            bytes[1] |= 0x80;
            Decode(bytes);
        }
    }

    [Fact]
    public void a_message_costs_no_memory()
    {
        var lines = new Counted();
        var answers = new ArrayBufferWriter<byte>();
        using var framing = new WebSocketFraming(MessageMax);
        var frame = Frame(1, "PRIVMSG #lobby :tea at four");
        framing.Decode(frame, ref lines, answers);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) framing.Decode(frame, ref lines, answers);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1_001, lines.Count);
    }

    [Theory]
    [InlineData(0, 2), InlineData(125, 2), InlineData(126, 4), InlineData(65_535, 4), InlineData(65_536, 10)]
    public void a_line_is_written_as_one_frame(int length, int header)
    {
        var line = Enumerable.Repeat((byte)'x', length).ToArray();
        var to = new byte[header + length];
        Assert.Equal(to.Length, WebSocketFrames.EncodedLength(line, text: true));
        Assert.Equal(to.Length, WebSocketFrames.Write(line, text: true, to));
        Assert.Equal(0x81, to[0]);
        Assert.Equal(length, header switch { 2 => to[1], 4 => to[2] << 8 | to[3], _ => to[7] << 16 | to[8] << 8 | to[9] });
        Assert.Equal(line, to[header..]);
    }

    [Fact]
    public void what_is_not_utf8_is_repaired_in_text_and_kept_in_binary()
    {
        byte[] line = [(byte)'c', (byte)'a', (byte)'f', 0xe9, (byte)'!'];
        var text = new ArrayBufferWriter<byte>();
        WebSocketFrames.Write(line, text: true, text);
        Assert.Equal("caf\ufffd!", Encoding.UTF8.GetString(text.WrittenSpan[2..]));
        Assert.Equal((0x81, 7), (text.WrittenSpan[0], text.WrittenSpan[1]));
        var binary = new ArrayBufferWriter<byte>();
        WebSocketFrames.Write(line, text: false, binary);
        Assert.Equal([0x82, 5, .. line], binary.WrittenSpan.ToArray());
    }

    [Fact]
    public void lines_for_a_socket_become_a_message_each()
    {
        var to = new ArrayBufferWriter<byte>();
        WebSocketFrames.WriteLines("PING :1\r\nPONG\r\n"u8, text: true, to);
        Assert.Equal([0x81, 7, .. "PING :1"u8, 0x81, 4, .. "PONG"u8], to.WrittenSpan.ToArray());
    }

    private static byte[] Conversation(Random random)
    {
        var bytes = new List<byte>();
        for (var messages = random.Next(1, 6); messages > 0; messages--)
        {
            var text = new string('t', random.Next(300));
            var cut = random.Next(text.Length + 1);
            if (random.Next(3) == 0) bytes.AddRange(Frame(9, new string('p', random.Next(126))));
            if (random.Next(2) == 0) bytes.AddRange(Frame(1, text));
            else bytes.AddRange([.. Frame(2, text[..cut], final: false), .. Frame(10, "x"), .. Frame(0, text[cut..])]);
        }

        return [.. bytes];
    }

    private static (List<string> Lines, byte[] Answers, FramingResult Result) Decode(byte[] bytes)
    {
        var (lines, answers) = (new Collected(), new ArrayBufferWriter<byte>());
        using var framing = new WebSocketFraming(MessageMax);
        var result = framing.Decode(bytes, ref lines, answers);
        return (lines.Texts, answers.WrittenSpan.ToArray(), result);
    }

    /// <summary>A client's frame; each char of the payload is a byte.</summary>
    private static byte[] Frame(int opcode, string payload, bool final = true)
    {
        byte[] mask = [0x37, 0xfa, 0x21, 0x3d];
        var bytes = Encoding.Latin1.GetBytes(payload);
        byte[] length = bytes.Length switch
        {
            <= 125 => [(byte)(0x80 | bytes.Length)],
            <= 65_535 => [0xfe, (byte)(bytes.Length >> 8), (byte)bytes.Length],
            _ => [0xff, 0, 0, 0, 0, 0, (byte)(bytes.Length >> 16), (byte)(bytes.Length >> 8), (byte)bytes.Length],
        };
        return [(byte)((final ? 0x80 : 0) | opcode), .. length, .. mask, .. bytes.Select((b, i) => (byte)(b ^ mask[i & 3]))];
    }

    private sealed class Collected : IWebSocketMessages
    {
        private readonly BufferPool _pool = new();
        private ByteQueue _lines;

        public List<byte[]> Bytes { get; } = [];
        public List<string> Texts => [.. Bytes.Select(b => Encoding.UTF8.GetString(b))];

        public ushort Message(ReadOnlySpan<byte> message, bool isText)
        {
            WebSocketLines.AppendLines(message, ref _lines, _pool);
            while (_lines.Length > 0)
            {
                var end = _lines.Bytes.IndexOf((byte)'\n');
                Bytes.Add(_lines.Bytes[..end].ToArray());
                _lines.Consume(end + 1, _pool);
            }

            return 0;
        }
    }

    private struct Counted : IWebSocketMessages
    {
        public int Count;

        public ushort Message(ReadOnlySpan<byte> message, bool isText)
        {
            Count++;
            return 0;
        }
    }
}
