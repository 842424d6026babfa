using System.Text;

namespace Parlance.Scenes.FrontDoor;

/// <summary>Lines that are none: too long, half, not text, or empty. The sender is told, and what follows is heard as ever.</summary>
public sealed class LineTests(Server server) : IClassFixture<Server>
{
    private const int LineMax = 2048;
    private static int _nicks;

    private async Task<RawClient> Ana(string caps = "") => await RawClient.Register(server.Live.Port, $"line{Interlocked.Increment(ref _nicks)}", caps);

    private async Task<List<string>> Answer(byte[] bytes, string caps = "")
    {
        using var ana = await Ana(caps);
        await ana.Say(bytes);
        return await ana.Fence();
    }

    private Task<List<string>> Answer(string text, string caps = "") => Answer(Encoding.UTF8.GetBytes(text), caps);

    private static string Line(int length, string start = "PRIVMSG nobody :") => start + new string('x', length - 2 - start.Length) + "\r\n";

    [Fact]
    public async Task a_line_of_the_full_length_is_heard() => Assert.StartsWith("401 ", Assert.Single(await Answer(Line(LineMax))), StringComparison.Ordinal);

    [Fact]
    public async Task a_line_one_byte_longer_is_refused_once() => Assert.StartsWith("417 ", Assert.Single(await Answer(Line(LineMax + 1))), StringComparison.Ordinal);

    [Fact]
    public async Task a_line_of_a_megabyte_is_refused_once_and_passed_over() =>
        Assert.StartsWith("417 ", Assert.Single(await Answer(Line(1 << 20) + "\r\n")), StringComparison.Ordinal);

    [Fact]
    public async Task a_line_that_ends_with_a_line_feed_alone_is_heard() => Assert.StartsWith("401 ", Assert.Single(await Answer("PRIVMSG nobody :x\n")), StringComparison.Ordinal);

    [Theory]
    [InlineData(4094, "401 ")]
    [InlineData(4095, "417 ")]
    [InlineData(100_000, "417 ")]
    public async Task tags_have_a_limit_of_their_own(int length, string answer) =>
        Assert.StartsWith(answer, Assert.Single(await Answer($"@+x={new string('x', length - 3)} PRIVMSG nobody :x\r\n", "message-tags")), StringComparison.Ordinal);

    [Fact]
    public async Task full_tags_do_not_shorten_the_line() =>
        Assert.StartsWith("401 ", Assert.Single(await Answer($"@+x={new string('x', 4091)} {Line(LineMax)}", "message-tags")), StringComparison.Ordinal);

    [Fact]
    public async Task full_tags_do_not_lengthen_the_line() =>
        Assert.StartsWith("417 ", Assert.Single(await Answer($"@+x={new string('x', 4091)} {Line(LineMax + 1)}", "message-tags")), StringComparison.Ordinal);

    [Theory]
    [InlineData(new byte[] { 0xff })]
    [InlineData(new byte[] { 0xc3 })]
    [InlineData(new byte[] { 0xed, 0xa0, 0x80 })]
    [InlineData(new byte[] { 0xc0, 0xaf })]
    [InlineData(new byte[] { 0xf4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0x00 })]
    [InlineData(new byte[] { 0x0d, 0x41 })]
    public async Task what_is_no_text_is_refused(byte[] bytes)
    {
        var said = await Answer([.. "PRIVMSG nobody :"u8, .. bytes, .. "x\r\n"u8]);
        Assert.StartsWith("FAIL * INVALID_UTF8 :", Assert.Single(said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n\n\n\n")]
    [InlineData("      \r\n")]
    [InlineData("@\r\n")]
    [InlineData("@ \r\n")]
    [InlineData(":\r\n")]
    [InlineData(": \r\n")]
    [InlineData("@a=b :source\r\n")]
    public async Task a_line_without_a_command_is_nothing(string text) => Assert.Empty(await Answer(text));

    [Theory]
    [InlineData("FOO\r\n", "421 * FOO :*")]
    [InlineData("  PING  x  \r\n", "PONG *")]
    [InlineData("@ PRIVMSG\r\n", "411 *")]
    [InlineData("@x;;;=;y PRIVMSG\r\n", "411 *")]
    [InlineData(": : PRIVMSG\r\n", "421 *")]
    [InlineData(":other PRIVMSG\r\n", "411 *")]
    [InlineData("privmsg\r\n", "411 *")]
    [InlineData("012345678901234567890123456789\r\n", "421 * 012345678901234567890123456789 :*")]
    public async Task a_strange_line_gets_a_plain_answer(string text, string answer)
    {
        var said = Assert.Single(await Answer(text));
        Assert.True(Pattern.Fits(answer, said, []), said);
    }

    [Fact]
    public async Task ten_thousand_parameters_are_fifteen()
    {
        using var ana = await RawClient.Register(server.Live.Port, "params");
        await ana.Say("PRIVMSG nobody " + string.Concat(Enumerable.Repeat("x ", 1000)) + "\r\n");
        Assert.StartsWith("401 ", Assert.Single(await ana.Fence()), StringComparison.Ordinal);
        await ana.Say("PRIVMSG nobody " + string.Concat(Enumerable.Repeat("x ", 10_000)) + "\r\n");
        Assert.StartsWith("417 ", Assert.Single(await ana.Fence()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task sixty_four_kilobytes_of_colons_are_one_refusal() =>
        Assert.StartsWith("417 ", Assert.Single(await Answer(new string(':', 64 << 10) + "\r\n")), StringComparison.Ordinal);

    [Fact]
    public async Task a_line_that_comes_byte_by_byte_is_heard()
    {
        using var ana = await Ana();
        foreach (var b in "PRIVMSG nobody :slow\r\n"u8.ToArray()) await ana.Say([b]);
        Assert.StartsWith("401 ", Assert.Single(await ana.Fence()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task half_a_line_at_the_end_is_not_heard()
    {
        using var ana = await Ana();
        await ana.Say("QUIT :bye");
        ana.HangUp();
        Assert.DoesNotContain(await ana.ToEnd(), line => line.Contains("bye", StringComparison.Ordinal));
    }
}
