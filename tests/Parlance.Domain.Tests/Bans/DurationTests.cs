using Parlance.Domain.Bans;

namespace Parlance.Domain.Tests.Bans;

public class DurationTests
{
    [Theory]
    [InlineData("60", 3600)]
    [InlineData("1d12h", 129_600)]
    [InlineData("90m", 5400)]
    [InlineData("1W", 604_800)]
    [InlineData("1y2w3d4h5m6s", 33_019_506)]
    [InlineData("30s", 30)]
    public void a_duration_is_read(string text, int seconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromSeconds(seconds), duration);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0s")]
    [InlineData("0d0h")]
    public void nothing_is_for_ever(string text)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Null(duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("1x")]
    [InlineData("1d2")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1.5h")]
    [InlineData("ana")]
    [InlineData("3651d")]
    [InlineData("10y1s")]
    [InlineData("9999999999s")]
    [InlineData("999999999y")]
    [InlineData("00000000000000000000000000000001s")]
    public void what_is_none_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Fact]
    public void what_is_written_can_be_read_again()
    {
        foreach (var seconds in new[] { 1, 59, 60, 3600, 86_400, 694_861, 31_536_000 })
        {
            Assert.True(Duration.TryParse(Duration.Text(TimeSpan.FromSeconds(seconds)), out var again));
            Assert.Equal(TimeSpan.FromSeconds(seconds), again);
        }
    }
}
