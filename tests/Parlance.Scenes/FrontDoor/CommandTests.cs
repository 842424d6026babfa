namespace Parlance.Scenes.FrontDoor;

/// <summary>Commands with too little, too much, or nothing in them.</summary>
public sealed class CommandTests(Server server) : IClassFixture<Server>
{
    private static int _nicks;

    private async Task<RawClient> Ana()
    {
        var ana = await RawClient.Register(server.Live.Port, $"cmd{Interlocked.Increment(ref _nicks)}");
        return ana;
    }

    [Theory]
    [InlineData("JOIN", "461 * JOIN :*")]
    [InlineData("JOIN :", "")]
    [InlineData("JOIN ,,,", "")]
    [InlineData("JOIN room", "403 * room :*")]
    [InlineData("JOIN #", "479 * # :*")]
    [InlineData("JOIN :#with space", "479 *")]
    [InlineData("JOIN 0", "")]
    [InlineData("PART", "461 * PART :*")]
    [InlineData("PART :", "")]
    [InlineData("PART #nowhere", "403 * #nowhere :*")]
    [InlineData("TOPIC", "461 * TOPIC :*")]
    [InlineData("TOPIC :", "403 *")]
    [InlineData("KICK #x", "461 * KICK :*")]
    [InlineData("KICK #nowhere a", "403 * #nowhere :*")]
    [InlineData("INVITE :  x", "461 *")]
    [InlineData("NAMES", "366 *")]
    [InlineData("MODE", "461 * MODE :*")]
    [InlineData("MODE :", "401 *")]
    [InlineData("MODE #nowhere +m", "403 * #nowhere :*")]
    [InlineData("MODE nobody +i", "401 * nobody :*")]
    [InlineData("AWAY :", "305 *")]
    [InlineData("NOTICE", "411 *")]
    [InlineData("NOTICE :", "411 *")]
    [InlineData("PRIVMSG : :", "412 *")]
    [InlineData("PRIVMSG #", "412 *")]
    [InlineData("PRIVMSG # x", "403 *")]
    public async Task an_empty_command_is_answered_or_is_nothing(string text, string answer)
    {
        using var ana = await Ana();
        await ana.Say(text + "\r\n");
        var said = string.Join('|', await ana.Fence());
        Assert.True(Pattern.Fits(answer, said, []), said);
    }

    [Theory]
    [InlineData("+", "")]
    [InlineData("", "")]
    [InlineData(":", "")]
    [InlineData("+-+-+-", "")]
    [InlineData("+k", "461 * MODE :*")]
    [InlineData("+l", "461 * MODE :*")]
    [InlineData("+l x", "696 *")]
    [InlineData("+l -1", "696 *")]
    [InlineData("+l 99999999999999", "696 *")]
    [InlineData("-l extra", "")]
    [InlineData("+o", "461 * MODE :*")]
    [InlineData("+o nobody", "401 * nobody :*")]
    [InlineData("+b", "368 *")]
    [InlineData("+m too many words here", "MODE * +m")]
    [InlineData("+?", "472 * ? :*")]
    [InlineData("+kk a b", "MODE *")]
    [InlineData("+k :", "696 *")]
    [InlineData("+f", "461 * MODE :*")]
    [InlineData("+f 5", "696 *")]
    [InlineData("+L #nowhere", "403 * #nowhere :*")]
    public async Task modes_with_wrong_parameters_are_told(string modes, string answer)
    {
        using var ana = await Ana();
        await ana.Say("JOIN #modes-" + Guid.NewGuid().ToString("N")[..8] + "\r\n");
        var room = (await ana.Fence()).Select(l => l.Split(' ')).First(w => w[0] == "JOIN")[1];
        await ana.Say($"MODE {room} {modes}\r\n");
        var said = await ana.Fence();
        if (modes is "" ) Assert.StartsWith("324 ", said[0], StringComparison.Ordinal);
        else Assert.True(Pattern.Fits(answer, string.Join('|', said), []), string.Join('|', said));
    }

    [Fact]
    public async Task many_mode_letters_are_few_answers()
    {
        using var ana = await Ana();
        await ana.Say("JOIN #many\r\n");
        await ana.Fence();
        await ana.Say($"MODE #many +{new string('?', 1900)}\r\nMODE #many +{new string('b', 1900)}\r\nMODE #many +{new string('o', 1900)}\r\nMODE #many +{new string('m', 1900)}\r\n");
        Assert.InRange((await ana.Fence()).Count, 1, 100);
    }

    [Fact]
    public async Task a_line_full_of_rooms_ends_at_the_limit()
    {
        using var ana = await Ana();
        await ana.Say($"JOIN {string.Join(',', Enumerable.Range(0, 300).Select(n => $"#l{n}"))}\r\n");
        var said = await ana.Fence();
        Assert.Equal(100, said.Count(l => l.StartsWith("JOIN ", StringComparison.Ordinal)));
        Assert.Contains(said, l => l.StartsWith("405 ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task a_hundred_thousand_rooms_in_many_lines_end_at_the_limit()
    {
        using var ana = await Ana();
        for (var i = 0; i < 250; i++) await ana.Say($"JOIN {string.Join(',', Enumerable.Range(0, 400).Select(n => $"#{(char)('a' + (n % 3))}"))}\r\n");
        var said = await ana.Fence();
        Assert.Equal(3, said.Count(l => l.StartsWith("JOIN ", StringComparison.Ordinal)));
    }
}
