using System.Diagnostics;
using System.Net;
using Parlance.Domain.Bans;

namespace Parlance.Domain.Tests.Bans;

public class BanLimitTests
{
    [Fact]
    public void patterns_of_one_kind_are_bounded()
    {
        var story = new Story();
        for (var i = 0; i < BanTable.PatternsMax; i++) story.When("Ana", new AddBan(OperBanKind.User, $"*xxx{i}*@*", "r", null, null)).Happens<BanAdded>();
        story.When("Ana", new AddBan(OperBanKind.User, "*onemore*@*", "r", null, null)).Refused(RefusalCode.TooMany);
        story.When("Ana", new AddBan(OperBanKind.User, "*xxx7*@*", "again", null, null)).Happens<BanAdded>();
        story.When("Ana", new AddBan(OperBanKind.User, "*@192.0.2.1", "no pattern", null, null)).Happens<BanAdded>();
        story.When("Ana", new AddBan(OperBanKind.RealName, "*onemore*", "another kind", null, null)).Happens<BanAdded>();
    }

    [Fact]
    public void bans_are_bounded_and_thousands_of_addresses_cost_one_look()
    {
        var story = new Story();
        for (var i = 0; i < BanTable.BansMax; i++) story.When("Ana", new AddBan(OperBanKind.Address, $"10.{i >> 8 & 255}.{i & 255}.{i >> 16}", "r", null, null)).Happens<BanAdded>();
        story.When("Ana", new AddBan(OperBanKind.Address, "192.0.2.1", "r", null, null)).Refused(RefusalCode.TooMany);
        Assert.NotNull(story.State.Bans.RefusesAddress(IPAddress.Parse("10.7.9.0"), story.Wall));
        var stranger = IPAddress.Parse("198.51.100.7");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 10_000; i++) Assert.Null(story.State.Bans.RefusesAddress(stranger, story.Wall));

        // A scan of 20,000 would take 10,000 x 20,000 steps: seconds, not a tenth of one.
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"10,000 looks took {clock.Elapsed}");
    }

    [Fact]
    public void hundreds_of_hostile_patterns_cost_a_newcomer_little()
    {
        var story = new Story();
        for (var i = 0; i < BanTable.PatternsMax; i++) story.When("Ana", new AddBan(OperBanKind.User, $"*a*a*a*a*a*a*a*a*b{i}@*", "r", null, null)).Happens<BanAdded>();
        var host = new string('a', 63);
        var who = new BanSubject("~" + new string('a', 17), host, host, host, IPAddress.Parse("192.0.2.1"), "x");
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++) Assert.Null(story.State.Bans.Refuses(who, story.Wall));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(1), $"100 newcomers took {clock.Elapsed}");
    }

    [Fact]
    public void the_narrowest_network_is_found_among_all_lengths()
    {
        var story = new Story();
        for (var bits = 16; bits <= 32; bits++) story.When("Ana", new AddBan(OperBanKind.Address, $"192.0.2.1/{bits}", $"{bits}", null, null)).Happens<BanAdded>();
        for (var bits = 32; bits <= 128; bits += 8) story.When("Ana", new AddBan(OperBanKind.Address, $"2001:db8::1/{bits}", $"{bits}", null, null)).Happens<BanAdded>();
        Assert.Equal("32", story.State.Bans.RefusesAddress(IPAddress.Parse("192.0.2.1"), story.Wall)?.Reason);
        Assert.Equal("24", story.State.Bans.RefusesAddress(IPAddress.Parse("192.0.2.200"), story.Wall)?.Reason);
        Assert.Equal("16", story.State.Bans.RefusesAddress(IPAddress.Parse("192.0.200.1"), story.Wall)?.Reason);
        Assert.Equal("128", story.State.Bans.RefusesAddress(IPAddress.Parse("2001:db8::1"), story.Wall)?.Reason);
        Assert.Equal("32", story.State.Bans.RefusesAddress(IPAddress.Parse("2001:db8:900::1"), story.Wall)?.Reason);
        Assert.Null(story.State.Bans.RefusesAddress(IPAddress.Parse("2001:db9::1"), story.Wall));
    }
}
