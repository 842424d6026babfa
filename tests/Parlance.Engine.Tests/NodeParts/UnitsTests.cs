using System.Buffers;
using Parlance.Engine.Buffers;
using Parlance.Engine.WebSocket;

namespace Parlance.Engine.Tests.NodeParts;

/// <summary>Where a line or frame ends that was sent in part.</summary>
public sealed class UnitsTests
{
    [Fact]
    public void the_rest_of_a_line_ends_with_its_line_feed() => Check(Units.Lines, [.. new[] { 0, 1, 5, 300, 70_000 }.Select(n => (byte[])[.. new byte[n], (byte)'\n'])]);

    [Fact]
    public void the_rest_of_a_frame_ends_with_its_payload()
    {
        Check(WebSocketUnits.Instance, [.. new[] { 0, 1, 125, 126, 300, 65_535, 65_536, 70_000 }.Select(n =>
        {
            var frame = new ArrayBufferWriter<byte>();
            WebSocketFrames.Write(new byte[n], false, frame);
            return frame.WrittenSpan.ToArray();
        })]);
    }

    /// <summary>However a chain is laid out and wherever the socket stopped, what is left of the unit at hand is found.</summary>
    private static void Check(Units units, byte[][] all)
    {
        var random = new Random(1);
        for (var i = 0; i < 500; i++)
        {
            var pool = new BufferPool();
            var chain = new ByteChain();
            var said = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => all[random.Next(all.Length)]).ToArray();
            foreach (var unit in said) chain.Append(unit, pool);
            var sent = random.Next(chain.Length);
            ulong state = 0;
            for (var left = sent; left > 0;)
            {
                var taken = Math.Min(left, Math.Min(chain.First.Length, 1 + random.Next(100_000)));
                state = units.After(chain.First[..taken], state);
                chain.Consume(taken, pool);
                left -= taken;
            }

            var ends = said.Select((_, n) => said.Take(n + 1).Sum(u => u.Length)).ToArray();
            var rest = state == 0 ? 0 : chain.RestOf(units, ref state);
            Assert.Equal(ends.Prepend(0).First(end => end >= sent) - sent, rest);
            Assert.Equal(0ul, state);
            chain.KeepFirst(rest, pool);
            Assert.Equal(rest, chain.Length);
            var kept = 0;
            while (chain.Length > 0)
            {
                kept += chain.First.Length;
                chain.Consume(chain.First.Length, pool);
            }

            Assert.Equal(rest, kept);
        }
    }
}
