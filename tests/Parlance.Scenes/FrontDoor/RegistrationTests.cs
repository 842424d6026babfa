namespace Parlance.Scenes.FrontDoor;

/// <summary>Coming in, in every order and with every mistake.</summary>
public sealed class RegistrationTests(Server server) : IClassFixture<Server>
{
    private static int _nicks;

    private static string Fresh() => $"reg{Interlocked.Increment(ref _nicks)}";

    private Task<RawClient> Open() => RawClient.Connect(server.Live.Port);

    private static bool IsWelcome(string line) => line.Contains(" 001 ", StringComparison.Ordinal);

    public static TheoryData<string> Orders() => new(Permutations(["NICK", "USER", "PASS", "LS", "REQ"]).Select(order => string.Join(' ', order)));

    [Theory, MemberData(nameof(Orders))]
    public async Task pieces_may_come_in_any_order(string order)
    {
        var nick = Fresh();
        using var client = await Open();
        foreach (var piece in order.Split(' '))
        {
            await client.Say(piece switch
            {
                "NICK" => $"NICK {nick}\r\n",
                "USER" => "USER u 0 * :real\r\n",
                "PASS" => "PASS anything\r\n",
                "LS" => "CAP LS 302\r\n",
                _ => "CAP REQ :server-time\r\n",
            });
        }

        await client.Say("CAP END\r\n");
        await client.Until(IsWelcome);
    }

    [Fact]
    public async Task nobody_is_in_before_negotiation_ends()
    {
        using var client = await Open();
        await client.Say($"CAP LS\r\nNICK {Fresh()}\r\nUSER u 0 * :real\r\n");
        Assert.DoesNotContain(await client.Fence(), line => line.StartsWith("001 ", StringComparison.Ordinal));
        await client.Say("CAP END\r\n");
        await client.Until(IsWelcome);
    }

    [Theory]
    [InlineData("NICK\r\n", "431 *")]
    [InlineData("NICK :\r\n", "431 *")]
    [InlineData("NICK *\r\n", "432 * * :*")]
    [InlineData("NICK #room\r\n", "432 * #room :*")]
    [InlineData("NICK :with space\r\n", "432 * * :*")]
    [InlineData("NICK ::\r\n", "432 * * :*")]
    [InlineData("NICK 1digit\r\n", "432 * 1digit :*")]
    [InlineData("NICK a!b\r\n", "432 * a!b :*")]
    [InlineData("NICK xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r\n", "432 *")]
    [InlineData("USER\r\n", "461 * USER :*")]
    [InlineData("USER a\r\n", "461 * USER :*")]
    [InlineData("USER a b c\r\n", "461 * USER :*")]
    [InlineData("USER a b c :\r\n", "461 * USER :*")]
    [InlineData("USER : 0 * :real\r\n", "461 * USER :*")]
    [InlineData("PASS\r\n", "461 * PASS :*")]
    [InlineData("CAP\r\n", "461 * CAP :*")]
    [InlineData("CAP :\r\n", "410 * * :*")]
    [InlineData("CAP FOO\r\n", "410 * FOO :*")]
    [InlineData("CAP REQ :\r\n", "CAP * ACK :")]
    [InlineData("CAP REQ\r\n", "CAP * ACK :")]
    [InlineData("CAP REQ :no-such\r\n", "CAP * NAK :no-such")]
    [InlineData("CAP REQ :-\r\n", "CAP * NAK :-")]
    [InlineData("CAP LIST\r\n", "CAP * LIST :")]
    [InlineData("JOIN #room\r\n", "451 *")]
    [InlineData("PRIVMSG a :b\r\n", "451 *")]
    [InlineData("BATCH +1 draft/multiline x\r\n", "451 *")]
    [InlineData("FOO\r\n", "451 *")]
    [InlineData("PING\r\n", "409 *")]
    [InlineData("PING :\r\n", "409 *")]
    [InlineData("PING x\r\n", "PONG *")]
    public async Task a_mistake_before_registration_is_told(string text, string answer)
    {
        using var client = await Open();
        await client.Say(text);
        var said = Assert.Single(await client.Fence());
        Assert.True(Pattern.Fits(answer, said, []), said);
    }

    [Fact]
    public async Task a_negotiation_that_is_ended_before_it_begins_is_nothing()
    {
        using var client = await Open();
        await client.Say($"CAP END\r\nCAP END\r\nNICK {Fresh()}\r\nUSER u 0 * :real\r\n");
        await client.Until(IsWelcome);
    }

    [Fact]
    public async Task who_meets_a_taken_nick_takes_another()
    {
        var nick = Fresh();
        using var first = await RawClient.Register(server.Live.Port, nick);
        using var client = await Open();
        await client.Say($"NICK {nick}\r\nUSER u 0 * :real\r\n");
        var said = Assert.Single(await client.Fence());
        Assert.True(Pattern.Fits($"433 * {nick} :*", said, []), said);
        await client.Say($"NICK {Fresh()}\r\n");
        await client.Until(IsWelcome);
    }

    [Fact]
    public async Task a_nick_that_somebody_is_coming_with_is_taken_and_free_again_when_they_go()
    {
        var nick = Fresh();
        using var client = await Open();
        using (var first = await Open())
        {
            await first.Say($"NICK {nick}\r\n");
            await first.Fence();
            await client.Say($"NICK {nick}\r\nUSER u 0 * :real\r\n");
            Assert.StartsWith("433 ", Assert.Single(await client.Fence()), StringComparison.Ordinal);
            await first.Say("QUIT\r\n");
            await first.ToEnd();
        }

        await client.Say($"NICK {nick}\r\n");
        await client.Until(IsWelcome);
    }

    [Fact]
    public async Task the_last_nick_before_registration_counts()
    {
        var (one, two) = (Fresh(), Fresh());
        using var client = await Open();
        await client.Say($"NICK {one}\r\nNICK {two}\r\nUSER u 0 * :real\r\n");
        Assert.True(IsWelcome($" {(await client.Until(line => line.Contains(" 002 ", StringComparison.Ordinal)))[0]}"));
        using var other = await RawClient.Register(server.Live.Port, one);
    }

    [Fact]
    public async Task who_leaves_before_registration_is_told_goodbye()
    {
        using var client = await Open();
        await client.Say("QUIT :never mind\r\n");
        Assert.StartsWith("ERROR :", Assert.Single(await client.ToEnd()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NICK slow")]
    [InlineData("CAP LS 302\r\nNICK negotiator\r\nUSER u 0 * :real\r\n")]
    public async Task who_does_not_come_in_is_put_out_in_time(string text)
    {
        using var client = await Open();
        await client.Say(text);
        Assert.Contains("Registration timed out", (await client.ToEnd())[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("USER u 0 * :real\r\n", "462 *")]
    [InlineData("PASS x\r\n", "462 *")]
    [InlineData("NICK :\r\n", "431 *")]
    [InlineData("NICK *\r\n", "432 *")]
    [InlineData("CAP END\r\n", "")]
    [InlineData("CAP REQ :cap-notify\r\n", "CAP * ACK :cap-notify")]
    public async Task a_mistake_after_registration_is_told(string text, string answer)
    {
        using var client = await RawClient.Register(server.Live.Port, Fresh());
        await client.Say(text);
        var said = string.Join('|', await client.Fence());
        Assert.True(Pattern.Fits(answer, said, []), said);
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 0
        ? [[]]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]), (item, rest) => (string[])[item, .. rest]);
}
