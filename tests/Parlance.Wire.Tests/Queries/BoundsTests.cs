using Parlance.Domain;
using Parlance.Irc;
using Parlance.Irc.Queries;

namespace Parlance.Wire.Tests.Queries;

public class BoundsTests
{
    [Fact]
    public void an_allowance_is_so_many_at_once_and_then_one_each_time()
    {
        var allowance = new Allowances<string>(2, TimeSpan.FromSeconds(10));
        Assert.Equal([0, 0, 10], new[] { allowance.Take("a", 0), allowance.Take("a", 0), allowance.Take("a", 0) });
        Assert.Equal(0, allowance.Take("b", 0));
        Assert.Equal(1, allowance.Take("a", 9_001));
        Assert.Equal(0, allowance.Take("a", 10_000));
        Assert.Equal(10, allowance.Take("a", 10_000));
    }

    [Fact]
    public void allowances_of_more_than_can_be_remembered_are_forgotten_those_paid_for_first()
    {
        var allowance = new Allowances<int>(1, TimeSpan.FromSeconds(1));
        allowance.Take(-1, 0);
        for (var i = 0; i < Allowances<int>.EntriesMax - 1; i++) allowance.Take(i, 5_000);
        Assert.Equal(0, allowance.Take(-2, 5_000));
        Assert.Equal(1, allowance.Take(7, 5_000));
        allowance.Take(-3, 5_000);
        Assert.Equal(0, allowance.Take(7, 5_000));
    }

    [Fact]
    public void a_large_census_is_shared_for_a_while_and_a_small_one_is_always_fresh()
    {
        var census = new Census<string>();
        var few = Enumerable.Range(0, Census<string>.FreshMax).Select(i => $"{i}").ToList();
        Assert.NotSame(census.Take(few, 0), census.Take(few, 0));
        var many = few.Append("more").ToList();
        var first = census.Take(many, 0);
        Assert.Same(first, census.Take(many, Census<string>.SharedMilliseconds - 1));
        Assert.NotSame(first, census.Take(many, Census<string>.SharedMilliseconds));
        GC.KeepAlive(first);
    }

    [Fact]
    public void a_list_takes_so_many_conditions_and_ignores_the_rest() =>
        Assert.Equal(ListFilter.ConditionsMax, ListFilter.Read(Enumerable.Range(0, 100).Select(i => $"#r{i}"), default).Names.Count);

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(":colon")]
    public void what_cannot_stand_in_the_middle_of_a_line_becomes_a_star(string word) => Assert.Equal("*", Words.Echo(word));

    [Fact]
    public void an_address_never_begins_with_a_colon() => Assert.Equal(("0::1", "10.0.0.1"), (Words.Address("::1"), Words.Address("10.0.0.1")));
}
