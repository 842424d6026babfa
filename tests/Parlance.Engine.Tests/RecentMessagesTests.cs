using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Engine.Tests;

public class RecentMessagesTests
{
    private static readonly Sid Node = Sid.Parse("1PA");

    private static RecentMessage Message(int n) => new(new(new((ulong)n), Node), default, default, Uid.Of(Node, 1), Rank.None);

    private static RecentMessages Of(int count, int kept)
    {
        var recent = new RecentMessages();
        for (var i = 1; i <= count; i++) recent.Add(Message(i), kept);
        return recent;
    }

    [Fact]
    public void the_last_so_many_are_found()
    {
        var recent = Of(25, kept: 10);
        Assert.Equal(10, recent.Count);
        for (var i = 1; i <= 25; i++) Assert.Equal(i > 15 ? Message(i) : null, recent.Find(Message(i).Id));
    }

    [Fact]
    public void what_was_taken_back_is_not_found_again()
    {
        var recent = Of(10, kept: 10);
        recent.Forget(Message(3).Id);
        Assert.Null(recent.Find(Message(3).Id));
        for (var i = 11; i <= 20; i++) recent.Add(Message(i), 10);
        Assert.Equal(10, recent.Count);
    }

    [Fact]
    public void a_smaller_number_begins_anew_and_a_greater_one_goes_on()
    {
        var recent = Of(10, kept: 10);
        recent.Add(Message(11), 5);
        Assert.Equal(1, recent.Count);
        for (var i = 12; i <= 40; i++) recent.Add(Message(i), 20);
        Assert.Equal(20, recent.Count);
        Assert.NotNull(recent.Find(Message(40).Id));
        Assert.Null(recent.Find(Message(20).Id));
    }

    [Fact]
    public void none_are_kept_where_none_are_wanted() => Assert.Equal(0, Of(5, kept: 0).Count);
}
