using Parlance.Engine.Buffers;

namespace Parlance.Engine.Tests.NodeParts;

/// <summary>What waits to be used again is bounded, and bytes come out as they went in.</summary>
public class BufferTests
{
    [Theory]
    [InlineData(0, BufferPool.SizeMin)]
    [InlineData(1, BufferPool.SizeMin)]
    [InlineData(257, 512)]
    [InlineData(BufferPool.SizeMax, BufferPool.SizeMax)]
    public void arrays_come_in_powers_of_two(int asked, int got) => Assert.Equal(got, new BufferPool().Rent(asked).Length);

    [Fact]
    public void what_is_given_back_is_given_again()
    {
        var pool = new BufferPool();
        var array = pool.Rent(1000);
        pool.Return(array);
        Assert.NotSame(array, pool.Rent(100));
        Assert.Same(array, pool.Rent(1024));
        Assert.NotSame(array, pool.Rent(1024));
    }

    [Fact]
    public void arrays_above_the_limit_are_not_kept()
    {
        var pool = new BufferPool();
        var array = pool.Rent(BufferPool.SizeMax + 1);
        pool.Return(array);
        Assert.NotSame(array, pool.Rent(BufferPool.SizeMax + 1));
    }

    [Fact]
    public void what_is_kept_is_bounded()
    {
        var pool = new BufferPool();
        var arrays = new byte[(BufferPool.KeptMax / BufferPool.SizeMax) + 1][];
        for (var i = 0; i < arrays.Length; i++) arrays[i] = new byte[BufferPool.SizeMax];
        foreach (var array in arrays) pool.Return(array);
        var again = arrays.Select(_ => pool.Rent(BufferPool.SizeMax)).Count(rented => Array.Exists(arrays, array => ReferenceEquals(array, rented)));
        Assert.Equal(BufferPool.KeptMax / BufferPool.SizeMax, again);
    }

    [Fact]
    public void a_stranger_is_not_taken_in()
    {
        var pool = new BufferPool();
        var odd = new byte[1000];
        pool.Return(odd);
        Assert.NotSame(odd, pool.Rent(1000));
    }

    [Fact]
    public void a_queue_gives_out_what_it_took_in_and_in_that_order()
    {
        var pool = new BufferPool();
        var queue = new ByteQueue();
        byte put = 0, taken = 0;
        for (var round = 0; round < 2000; round++)
        {
            for (var i = 0; i < round * 7 % 61; i++) queue.Append([put++], pool);
            var some = Math.Min(queue.Length, round * 11 % 59);
            for (var i = 0; i < some; i++) Assert.Equal(taken++, queue.Bytes[i]);
            queue.Consume(some, pool);
        }

        Assert.Equal((byte)(put - taken), (byte)queue.Length);
    }

    [Fact]
    public void an_empty_queue_holds_no_array()
    {
        var pool = new BufferPool();
        var array = pool.Rent(BufferPool.SizeMin);
        pool.Return(array);
        var queue = new ByteQueue();
        queue.Append("four"u8, pool);
        Assert.NotSame(array, pool.Rent(BufferPool.SizeMin));
        queue.Consume(4, pool);
        Assert.Same(array, pool.Rent(BufferPool.SizeMin));
    }

    [Fact]
    public void a_queue_that_is_read_as_it_fills_does_not_grow()
    {
        var pool = new BufferPool();
        var queue = new ByteQueue();
        queue.Append(new byte[100], pool);
        for (var i = 0; i < 10_000; i++)
        {
            queue.Append(new byte[100], pool);
            queue.Consume(100, pool);
        }

        Assert.Equal(100, queue.Length);
        queue.Clear(pool);
        Assert.Equal(BufferPool.SizeMin, pool.Rent(BufferPool.SizeMin).Length);
    }

    [Fact]
    public void room_that_is_reserved_counts_once_it_is_committed()
    {
        var pool = new BufferPool();
        var queue = new ByteQueue();
        "word"u8.CopyTo(queue.Reserve(400, pool));
        Assert.Equal(0, queue.Length);
        queue.Commit(4);
        Assert.Equal("word"u8, queue.Bytes);
        queue.Truncate(2);
        Assert.Equal("wo"u8, queue.Bytes);
    }
}
