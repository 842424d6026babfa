namespace Parlance.Domain.Tests.Identity;

public class IdTests
{
    private static readonly Sid Node = Sid.Parse("1PA");

    [Theory]
    [InlineData("1PA")]
    [InlineData("000")]
    [InlineData("9ZZ")]
    public void a_sid_reads_as_it_is_written(string text) => Assert.Equal(text, Sid.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("PA1")]
    [InlineData("1pa")]
    [InlineData("1PAX")]
    [InlineData("1P-")]
    public void what_is_no_sid_is_refused(string text) => Assert.False(Sid.TryParse(text, out _));

    [Fact]
    public void uids_count_as_ts6_counts()
    {
        Assert.Equal("1PAA00000", Uid.Of(Node, 0).ToString());
        Assert.Equal("1PAA00001", Uid.Of(Node, 1).ToString());
        Assert.Equal("1PAA00010", Uid.Of(Node, 36).ToString());
        Assert.True(Uid.TryParse("1PAB0000Z", out var uid));
        Assert.Equal(("1PAB0000Z", Node), (uid.ToString(), uid.Node));
    }

    [Fact]
    public void ids_sort_as_they_were_written()
    {
        var clock = new HybridClock();
        var ids = Enumerable.Range(0, 1000).Select(i => new EventId(clock.Next(new(1_800_000_000_000 + (i / 10))), Node)).ToList();
        Assert.Equal(ids.Select(i => i.ToString()), ids.Select(i => i.ToString()).Order(StringComparer.Ordinal));
        Assert.All(ids, id => Assert.True(EventId.TryParse(id.ToString(), out var again) && again == id));
        Assert.All(ids, id => Assert.Equal(EventId.Length, id.ToString().Length));
    }

    [Fact]
    public void a_version_vector_covers_what_it_saw()
    {
        var vector = new VersionVector();
        vector.Include(new(Node, 1, 3));
        vector.Include(new(Sid.Parse("2PB"), 1, 1));
        Assert.True(vector.Covers(new Dot(Node, 1, 2)));
        Assert.False(vector.Covers(new Dot(Node, 1, 4)));
        Assert.False(vector.Covers(new Dot(Node, 2, 1)));
        Assert.Equal(vector, VersionVector.Parse(vector.ToString()));
    }
}
