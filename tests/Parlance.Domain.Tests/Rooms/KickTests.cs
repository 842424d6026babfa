using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Rooms;

public class KickTests
{
    private static Story With(Rank kicker, Rank target)
    {
        var story = new Story().WithLobby("Ben", "Cleo");
        if (kicker != Rank.None) story.Take(new RankGranted(story["Ben"].Uid, kicker), story["Ana"].Uid, story.Lobby.Instance);
        if (target != Rank.None) story.Take(new RankGranted(story["Cleo"].Uid, target), story["Ana"].Uid, story.Lobby.Instance);
        return story;
    }

    [Theory]
    [InlineData(Rank.None, Rank.None, RefusalCode.RankTooLow)]
    [InlineData(Rank.Voice, Rank.None, RefusalCode.RankTooLow)]
    [InlineData(Rank.HalfOperator, Rank.HalfOperator, RefusalCode.TargetOutranks)]
    [InlineData(Rank.HalfOperator, Rank.Operator, RefusalCode.TargetOutranks)]
    [InlineData(Rank.Operator, Rank.Admin, RefusalCode.TargetOutranks)]
    public void nobody_is_kicked_by_a_lesser(Rank kicker, Rank target, RefusalCode why)
    {
        var story = With(kicker, target);
        story.When("Ben", new Kick(story["Cleo"].Uid, "out")).Refused(why);
    }

    [Theory]
    [InlineData(Rank.HalfOperator, Rank.None)]
    [InlineData(Rank.HalfOperator, Rank.Voice)]
    [InlineData(Rank.Operator, Rank.Operator)]
    [InlineData(Rank.Admin, Rank.Operator)]
    public void a_kick_puts_out(Rank kicker, Rank target)
    {
        var story = With(kicker, target);
        story.When("Ben", new Kick(story["Cleo"].Uid, "out")).Happens<MemberKicked>();
        Assert.Null(story["Cleo"].In(story.Lobby));
        Assert.DoesNotContain(story.Lobby.Members, m => m.User.Nick == "Cleo");
    }

    [Fact]
    public void who_is_not_there_cannot_be_kicked()
    {
        var story = new Story().WithLobby();
        story.When("Ana", new Kick(story["Ben"].Uid, null)).Refused(RefusalCode.UserNotInRoom);
    }
}
