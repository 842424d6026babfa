using Parlance.Domain;
using Parlance.Domain.Users;
using Parlance.Irc.Queries;

namespace Parlance.Wire.Tests.Queries;

public class PastUsersTests
{
    private static User Called(string nick) => new()
    {
        Uid = default, Nick = nick, NickFolded = nick.ToLowerInvariant(), Ident = "u", Address = "10.0.0.1", Host = "h", RealHost = "r", RealName = nick,
    };

    private static PastUsers With(int entriesMax, params string[] nicks)
    {
        var past = new PastUsers();
        for (var i = 0; i < nicks.Length; i++) past.Add(Called(nicks[i]), new Instant(i), entriesMax);
        return past;
    }

    [Fact]
    public void the_latest_comes_first() =>
        Assert.Equal([2L, 0L], With(10, "ana", "ben", "Ana").Find("ana").Select(p => p.At.Milliseconds));

    [Fact]
    public void the_oldest_is_forgotten_when_the_ring_is_full()
    {
        var past = With(3, "ana", "ben", "ana", "cleo");
        Assert.Equal([2L], past.Find("ana").Select(p => p.At.Milliseconds));
        past.Add(Called("dan"), default, 3);
        past.Add(Called("eve"), default, 3);
        Assert.Empty(past.Find("ana"));
        Assert.Empty(past.Find("ben"));
        Assert.Single(past.Find("cleo"));
    }

    [Fact]
    public void one_nick_may_fill_the_ring() => Assert.Equal([4L, 3L, 2L], With(3, "a", "a", "a", "a", "a").Find("a").Select(p => p.At.Milliseconds));

    [Fact]
    public void nothing_is_kept_when_nothing_may_be() => Assert.Empty(With(0, "ana", "ben").Find("ana"));

    [Fact]
    public void another_limit_begins_anew()
    {
        var past = With(3, "ana", "ben");
        past.Add(Called("cleo"), default, 5);
        Assert.Empty(past.Find("ana"));
        Assert.Single(past.Find("cleo"));
    }
}
