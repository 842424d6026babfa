using Parlance.Engine.Buffers;

namespace Parlance.Engine.Tests.NodeParts;

/// <summary>A chain gives out what it took in, in order, whether it is a few bytes or many segments.</summary>
public class ChainTests
{
    private readonly BufferPool _pool = new();

    [Theory]
    [InlineData(37, 61)]
    [InlineData(5000, 4999)]
    [InlineData(70_000, 66_000)]
    [InlineData(3, 200_000)]
    public void bytes_come_out_as_they_went_in(int put, int take)
    {
        var chain = new ByteChain();
        long written = 0, read = 0;
        for (var round = 0; round < 60; round++)
        {
            chain.Append(Numbered(written, put), _pool);
            written += put;
            for (var left = round % 3 == 0 ? 0 : take; left > 0 && chain.Length > 0;)
            {
                var some = Math.Min(left, chain.First.Length);
                Assert.True(chain.First[..some].SequenceEqual(Numbered(read, some)));
                chain.Consume(some, _pool);
                (read, left) = (read + some, left - some);
            }

            Assert.Equal(written - read, chain.Length);
        }
    }

    [Fact]
    public void what_piles_up_is_not_copied_into_something_large()
    {
        var chain = new ByteChain();
        for (var i = 0; i < 1000; i++) chain.Append(new byte[1000], _pool);
        Assert.Equal(1_000_000, chain.Length);
        Assert.InRange(chain.First.Length, ByteChain.SegmentSize - 1000, ByteChain.SegmentSize);
    }

    [Fact]
    public void clearing_leaves_nothing()
    {
        var chain = new ByteChain();
        for (var i = 0; i < 200; i++) chain.Append(new byte[1000], _pool);
        chain.Clear(_pool);
        Assert.Equal(0, chain.Length);
        Assert.True(chain.First.IsEmpty);
    }

    [Fact]
    public void the_first_bytes_can_be_kept_alone()
    {
        var chain = new ByteChain();
        for (var i = 0; i < 100; i++) chain.Append("0123456789"u8, _pool);
        chain.KeepFirst(4, _pool);
        Assert.Equal("0123"u8, chain.First);
        Assert.Equal(4, chain.Length);
    }

    [Fact]
    public void something_large_after_room_that_was_not_used_can_be_read()
    {
        var chain = new ByteChain();
        chain.Reserve(10, _pool);
        chain.Append(new byte[ByteChain.SegmentSize + 1], _pool);
        Assert.False(chain.First.IsEmpty);
    }

    private static byte[] Numbered(long from, int count) => [.. Enumerable.Range(0, count).Select(i => (byte)((from + i) % 251))];
}
