using System.Net;
using Parlance.Domain.Operators;
using Parlance.Engine;
using Parlance.Irc.Operators;

namespace Parlance.Wire.Tests.Operators;

public class BlocklistTests
{
    private const string Listed = "203.0.113.7";

    private sealed class Zone(params (string Name, string Answer)[] entries) : IAddressLookup
    {
        public List<string> Asked { get; } = [];

        public IReadOnlyList<IPAddress> Addresses(string name)
        {
            Asked.Add(name);
            return [.. entries.Where(e => e.Name == name).Select(e => IPAddress.Parse(e.Answer))];
        }
    }

    private static (Desk Desk, Zone Zone) With(string action, string answer = "127.0.0.2", params string[] replies)
    {
        var desk = new Desk(new() { Dnsbl = [new() { Name = "dnsbl.test", Action = action, Replies = replies }] });
        var zone = new Zone(("7.113.0.203.dnsbl.test", answer));
        desk.Irc.Blocklists.Lookup = zone;
        return (desk, zone);
    }

    [Fact]
    public void who_is_listed_is_turned_away_and_staff_is_told()
    {
        var (desk, _) = With("kill");
        var ana = desk.Staff("ana");
        desk.Say(ana, "MODE ana +s d");
        var ben = desk.Register("ben", Listed);
        Assert.DoesNotContain(" 001 ", desk.Heard(ben), StringComparison.Ordinal);
        desk.RunWorks();
        Assert.Contains("465 ben :Your address is listed in dnsbl.test.", desk.Heard(ben), StringComparison.Ordinal);
        Assert.False(desk.IsOpen(ben));
        Assert.Contains("*** DNSBL: 203.0.113.7 is listed in dnsbl.test (kill)", desk.Heard(ana), StringComparison.Ordinal);
        Assert.Single(desk.Log.OfType<AddressListed>());
    }

    [Fact]
    public void who_is_in_no_list_comes_in()
    {
        var (desk, zone) = With("kill");
        var ben = desk.Register("ben", "203.0.113.8");
        desk.RunWorks();
        Assert.Contains(" 001 ben ", desk.Heard(ben), StringComparison.Ordinal);
        Assert.Equal(["8.113.0.203.dnsbl.test"], zone.Asked);
    }

    [Theory]
    [InlineData("notify")]
    [InlineData("mark")]
    public void who_is_only_told_of_comes_in(string action)
    {
        var (desk, _) = With(action);
        var ana = desk.Staff("ana");
        var ben = desk.Register("ben", Listed);
        desk.RunWorks();
        Assert.Contains(" 001 ben ", desk.Heard(ben), StringComparison.Ordinal);
        desk.Say(ana, "WHOIS ben");
        Assert.Contains("320 ana ben :is listed in dnsbl.test", desk.Heard(ana), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.3", "127.0.0.2")]
    [InlineData("198.51.100.1", "198.51.100.1")]
    public void an_answer_that_does_not_count_lists_nobody(string answer, string counts)
    {
        var (desk, _) = With("kill", answer, counts);
        var ben = desk.Register("ben", Listed);
        desk.RunWorks();
        Assert.Contains(" 001 ben ", desk.Heard(ben), StringComparison.Ordinal);
    }

    [Fact]
    public void no_answer_in_time_lets_the_client_in_once()
    {
        var (desk, _) = With("kill");
        var ben = desk.Register("ben", Listed);
        var work = Assert.Single(desk.Works);
        desk.Pass(Blocklists.AnswerWithin - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(" 001 ", desk.Heard(ben), StringComparison.Ordinal);
        desk.Pass(TimeSpan.FromMilliseconds(1));
        Assert.Contains(" 001 ben ", desk.Heard(ben), StringComparison.Ordinal);
        work.Run();
        desk.Finish(work);
        Assert.True(desk.IsOpen(ben));
        Assert.DoesNotContain("465", desk.Heard(ben), StringComparison.Ordinal);
    }

    [Fact]
    public void a_full_queue_lets_the_client_in()
    {
        var (desk, _) = With("kill");
        var ben = desk.Register("ben", Listed);
        desk.Finish(Assert.Single(desk.Works));
        Assert.Contains(" 001 ben ", desk.Heard(ben), StringComparison.Ordinal);
    }

    [Fact]
    public void who_leaves_meanwhile_is_no_trouble()
    {
        var (desk, _) = With("kill");
        var ben = desk.Register("ben", Listed);
        desk.Say(ben, "QUIT");
        desk.RunWorks();
        desk.Pass(Blocklists.AnswerWithin);
        Assert.False(desk.IsOpen(ben));
    }

    [Fact]
    public void an_exemption_and_a_private_address_are_let_in()
    {
        var (desk, zone) = With("kill");
        var ana = desk.Staff("ana");
        Assert.Empty(zone.Asked);
        desk.Say(ana, $"ELINE *@{Listed} :a friend");
        var ben = desk.Register("ben", Listed);
        desk.RunWorks();
        Assert.Contains(" 001 ben ", desk.Heard(ben), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.0.2.7", "7.2.0.192.dnsbl.test")]
    [InlineData("2001:db8::1", "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.dnsbl.test")]
    public void an_address_is_written_backwards(string address, string name) => Assert.Equal(name, Zones.NameOf(IPAddress.Parse(address), "dnsbl.test"));

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("203.0.113.7", true)]
    public void only_public_addresses_are_looked_up(string address, bool isPublic) => Assert.Equal(isPublic, Zones.IsPublic(IPAddress.Parse(address)));
}
