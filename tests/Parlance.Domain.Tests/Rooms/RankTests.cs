using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class RankTests
{
    [Theory]
    [InlineData(Rank.Founder, Rank.Admin, true)]
    [InlineData(Rank.Founder, Rank.Founder, false)]
    [InlineData(Rank.Admin, Rank.Operator, true)]
    [InlineData(Rank.Admin, Rank.Admin, false)]
    [InlineData(Rank.Operator, Rank.Operator, true)]
    [InlineData(Rank.Operator, Rank.HalfOperator, true)]
    [InlineData(Rank.Operator, Rank.Admin, false)]
    [InlineData(Rank.HalfOperator, Rank.Voice, true)]
    [InlineData(Rank.HalfOperator, Rank.HalfOperator, false)]
    [InlineData(Rank.Voice, Rank.Voice, false)]
    public void each_rank_gives_up_to_its_own_measure(Rank giver, Rank given, bool may)
    {
        var story = new Story().WithLobby("Ben", "Cleo");
        var who = "Ana";
        if (giver != Rank.Founder)
        {
            who = "Ben";
            story.Take(new RankGranted(story["Ben"].Uid, giver), story["Ana"].Uid, story.Lobby.Instance);
        }

        var then = story.When(who, new ChangeRank(story["Cleo"].Uid, given, true));
        if (may) then.Happens<RankGranted>();
        else then.Refused(RefusalCode.RankTooLow);
    }

    [Fact]
    public void ranks_add_up_and_the_highest_counts()
    {
        var story = new Story().WithLobby("Ben");
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Voice, true)).Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Operator, true));
        var ben = story.Lobby.MemberOf(story["Ben"].Uid)!;
        Assert.Equal((Ranks.Voice | Ranks.Operator, Rank.Operator), (ben.Ranks, ben.Rank));
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Operator, false));
        Assert.Equal(Rank.Voice, ben.Rank);
    }

    [Fact]
    public void nobody_takes_the_founders_rank()
    {
        var story = new Story().WithLobby("Ben");
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Operator, true));
        story.When("Ben", new ChangeRank(story["Ana"].Uid, Rank.Founder, false)).Refused(RefusalCode.RankTooLow);
    }

    [Fact]
    public void everybody_may_step_down()
    {
        var story = new Story().WithLobby("Ben");
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Operator, true));
        story.When("Ben", new ChangeRank(story["Ben"].Uid, Rank.Operator, false)).Happens<RankRevoked>();
    }

    [Fact]
    public void a_rank_ends_with_the_membership()
    {
        var story = new Story().WithLobby("Ben");
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Operator, true)).Given("Ben", new Part(null)).Given("Ben", new Join(null));
        Assert.Equal(Rank.None, story.Lobby.MemberOf(story["Ben"].Uid)!.Rank);
    }

    [Fact]
    public void the_basis_of_a_rank_is_the_event_that_gave_it()
    {
        var story = new Story().WithLobby("Ben");
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.Operator, true));
        Assert.Equal(story.Log[^1].At.Dot, story.Lobby.MemberOf(story["Ben"].Uid)!.Basis);
        Assert.Equal(story.Lobby.Creation, story.Lobby.MemberOf(story["Ana"].Uid)!.Basis);
    }
}
