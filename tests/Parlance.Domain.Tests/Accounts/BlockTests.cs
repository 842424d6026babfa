using Parlance.Domain.Accounts;

namespace Parlance.Domain.Tests.Accounts;

public class BlockTests
{
    private readonly Story _story = new();

    public BlockTests() => _story.Account("Ana");

    [Theory]
    [InlineData("ben@localhost", "ben@localhost", null, true)]
    [InlineData("ben@localhost", "ben@localhost", "phone", true)]
    [InlineData("ben@localhost/phone", "ben@localhost", "phone", true)]
    [InlineData("ben@localhost/phone", "ben@localhost", "desk", false)]
    [InlineData("ben@localhost/phone", "ben@localhost", null, false)]
    [InlineData("spam.example", "any@spam.example", "x", true)]
    [InlineData("spam.example/bot", "any@spam.example", "bot", true)]
    [InlineData("spam.example/bot", "any@spam.example", "x", false)]
    [InlineData("spam.example", "any@nospam.example", null, false)]
    public void an_address_is_blocked_as_it_is_or_without_its_resource_or_by_its_domain(string entry, string bare, string? resource, bool blocked)
    {
        _story.When("ana", new Block([entry])).Happens<AddressesBlocked>();
        Assert.Equal(blocked, _story.AccountOf("ana").Blocks(bare, resource));
    }

    [Fact]
    public void what_is_blocked_already_is_said_by_no_event()
    {
        _story.When("ana", new Block(["a@x", "b@x"]));
        _story.When("ana", new Block(["b@x", "c@x", "c@x"])).Happens<AddressesBlocked>(e => Assert.Equal(["c@x"], e.Addresses));
        _story.When("ana", new Block(["a@x"])).NothingHappens();
    }

    [Fact]
    public void the_list_is_emptied_at_once_or_by_name()
    {
        _story.When("ana", new Block(["a@x", "b@x", "c@x"]));
        _story.When("ana", new Unblock(["a@x", "never@x"])).Happens<AddressesUnblocked>(e => Assert.Equal((1, false), (e.Addresses.Count, e.AreAll)));
        _story.When("ana", new Unblock([])).Happens<AddressesUnblocked>(e => Assert.Equal((2, true), (e.Addresses.Count, e.AreAll)));
        _story.When("ana", new Unblock([])).NothingHappens();
        Assert.Empty(_story.AccountOf("ana").Blocked);
    }

    [Fact]
    public void an_address_too_many_is_refused()
    {
        _story.When("ana", new Block([.. Enumerable.Range(0, BlockList.EntriesMax).Select(i => $"{i}@x")])).Happens<AddressesBlocked>();
        _story.When("ana", new Block(["one@more"])).Refused(RefusalCode.ListFull);
    }
}
