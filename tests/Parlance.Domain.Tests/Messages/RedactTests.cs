using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;

namespace Parlance.Domain.Tests.Messages;

public class RedactTests
{
    private static readonly EventId Id = new(Stamp.At(new(1_800_000_000_000)), Sid.Parse("1PA"));

    private static Redact Take(Story story, string author, Rank stood = Rank.None, bool ownAllowed = true, string? reason = null) =>
        new(Id, story[author].Uid, stood, ownAllowed, reason);

    [Fact]
    public void an_author_takes_it_back()
    {
        var story = new Story().WithLobby("Ben");
        story.When("Ben", Take(story, "Ben", reason: "typo")).Happens<MessageRedacted>(r => Assert.Equal((Id, "typo"), (r.Message, r.Reason)));
    }

    [Fact]
    public void an_author_may_not_where_the_server_forbids_it()
    {
        var story = new Story().WithLobby("Ben");
        story.When("Ben", Take(story, "Ben", ownAllowed: false)).Refused(RefusalCode.NotYours);
    }

    [Fact]
    public void nobody_takes_back_what_another_said()
    {
        var story = new Story().WithLobby("Ben", "Cleo");
        story.When("Cleo", Take(story, "Ben")).Refused(RefusalCode.NotYours);
    }

    [Fact]
    public void a_moderator_takes_back_what_juniors_said()
    {
        var story = new Story().WithLobby("Ben", "Cleo");
        story.Given("Ana", new ChangeRank(story["Cleo"].Uid, Rank.HalfOperator, true));
        story.When("Cleo", Take(story, "Ben", ownAllowed: false)).Happens<MessageRedacted>();
    }

    [Fact]
    public void a_moderator_leaves_what_seniors_said()
    {
        var story = new Story().WithLobby("Ben");
        story.Given("Ana", new ChangeRank(story["Ben"].Uid, Rank.HalfOperator, true));
        story.When("Ben", Take(story, "Ana", Rank.Founder)).Refused(RefusalCode.NotYours);
    }

    [Fact]
    public void strangers_have_no_say()
    {
        var story = new Story().WithLobby();
        story.When("Dan", Take(story, "Dan")).Refused(RefusalCode.NotInRoom);
    }

    [Fact]
    public void a_reason_is_cut_to_its_limit()
    {
        var story = new Story { Limits = new() { KickLength = 10 } }.WithLobby();
        story.When("Ana", Take(story, "Ana", reason: new('x', 50))).Happens<MessageRedacted>(r => Assert.Equal(10, r.Reason!.Length));
    }

    [Fact]
    public void direct_messages_are_taken_back_by_their_author_only()
    {
        var story = new Story();
        var (ana, ben) = (story["Ana"].Uid, story["Ben"].Uid);
        story.When("Ana", new RedactDirect(Id, ana, ben, true, null)).Happens<MessageRedacted>(r => Assert.Equal(ben, r.To));
        story.When("Ben", new RedactDirect(Id, ana, ben, true, null)).Refused(RefusalCode.NotYours);
        story.When("Ana", new RedactDirect(Id, ana, ben, false, null)).Refused(RefusalCode.NotYours);
    }
}
