using Parlance.Domain.Accounts;
using Parlance.Domain.Roster;

namespace Parlance.Domain.Tests.Roster;

/// <summary>RFC 6121 appendix A, all states and all words, from both sides: Ana's state to Ben is the row, Ben's state to Ana its mirror.</summary>
public class SubscriptionTests
{
    private const string Ana = "ana@localhost", Ben = "ben@localhost";

    private readonly Story _story = new();

    public SubscriptionTests()
    {
        _story.Account("Ana");
        _story.Account("Ben");
    }

    private static readonly Dictionary<string, (string Who, Func<string, RosterCommand> Asks)[]> s_ways = new()
    {
        ["None"] = [],
        ["None + Pending Out"] = [("ana", c => new Subscribe(c))],
        ["None + Pending In"] = [("ben", c => new Subscribe(c))],
        ["None + Pending Out+In"] = [("ana", c => new Subscribe(c)), ("ben", c => new Subscribe(c))],
        ["To"] = [("ana", c => new Subscribe(c)), ("ben", c => new Approve(c))],
        ["To + Pending In"] = [("ana", c => new Subscribe(c)), ("ben", c => new Approve(c)), ("ben", c => new Subscribe(c))],
        ["From"] = [("ben", c => new Subscribe(c)), ("ana", c => new Approve(c))],
        ["From + Pending Out"] = [("ben", c => new Subscribe(c)), ("ana", c => new Approve(c)), ("ana", c => new Subscribe(c))],
        ["Both"] = [("ana", c => new Subscribe(c)), ("ben", c => new Approve(c)), ("ben", c => new Subscribe(c)), ("ana", c => new Approve(c))],
    };

    private void Begin(string state)
    {
        foreach (var (who, asks) in s_ways[state]) Assert.Null(Ask(who, asks));
        Assert.Equal(state, Ours);
    }

    private Refusal? Ask(string who, Func<string, RosterCommand> asks)
    {
        var before = _story.Log.Count;
        var verdict = _story.When(who, asks(who == "ana" ? Ben : Ana));
        Assert.Equal(_story.Log.Count - before, verdict.Events.Count);
        return verdict.Refusal;
    }

    private string Ours => _story.State.Rosters.StateOf(Ana, Ben).ToString();
    private string Theirs => _story.State.Rosters.StateOf(Ben, Ana).ToString();

    /// <summary>A.2.1 and A.3.1.</summary>
    [Theory]
    [InlineData("None", "None + Pending Out", "None + Pending In")]
    [InlineData("None + Pending Out", "None + Pending Out", "None + Pending In")]
    [InlineData("None + Pending In", "None + Pending Out+In", "None + Pending Out+In")]
    [InlineData("None + Pending Out+In", "None + Pending Out+In", "None + Pending Out+In")]
    [InlineData("To", "To", "From")]
    [InlineData("To + Pending In", "To + Pending In", "From + Pending Out")]
    [InlineData("From", "From + Pending Out", "To + Pending In")]
    [InlineData("From + Pending Out", "From + Pending Out", "To + Pending In")]
    [InlineData("Both", "Both", "Both")]
    public void after_subscribe(string before, string after, string mirrored)
    {
        Begin(before);
        Assert.Null(Ask("ana", c => new Subscribe(c)));
        Assert.Equal((after, mirrored), (Ours, Theirs));
    }

    /// <summary>A.2.2 and A.3.2.</summary>
    [Theory]
    [InlineData("None", "None", "None")]
    [InlineData("None + Pending Out", "None", "None")]
    [InlineData("None + Pending In", "None + Pending In", "None + Pending Out")]
    [InlineData("None + Pending Out+In", "None + Pending In", "None + Pending Out")]
    [InlineData("To", "None", "None")]
    [InlineData("To + Pending In", "None + Pending In", "None + Pending Out")]
    [InlineData("From", "From", "To")]
    [InlineData("From + Pending Out", "From", "To")]
    [InlineData("Both", "From", "To")]
    public void after_unsubscribe(string before, string after, string mirrored)
    {
        Begin(before);
        Assert.Null(Ask("ana", c => new Unsubscribe(c)));
        Assert.Equal((after, mirrored), (Ours, Theirs));
        Assert.False(_story.State.Rosters.StateOf(Ben, Ana).IsPreApproved);
    }

    /// <summary>A.2.3 and A.3.3.</summary>
    [Theory]
    [InlineData("None", "None", "None")]
    [InlineData("None + Pending Out", "None + Pending Out", "None + Pending In")]
    [InlineData("None + Pending In", "From", "To")]
    [InlineData("None + Pending Out+In", "From + Pending Out", "To + Pending In")]
    [InlineData("To", "To", "From")]
    [InlineData("To + Pending In", "Both", "Both")]
    [InlineData("From", "From", "To")]
    [InlineData("From + Pending Out", "From + Pending Out", "To + Pending In")]
    [InlineData("Both", "Both", "Both")]
    public void after_subscribed(string before, string after, string mirrored)
    {
        Begin(before);
        Assert.Null(Ask("ana", c => new Approve(c)));
        Assert.Equal((after, mirrored), (Ours, Theirs));
    }

    /// <summary>A.2.4 and A.3.4.</summary>
    [Theory]
    [InlineData("None", "None", "None")]
    [InlineData("None + Pending Out", "None + Pending Out", "None + Pending In")]
    [InlineData("None + Pending In", "None", "None")]
    [InlineData("None + Pending Out+In", "None + Pending Out", "None + Pending In")]
    [InlineData("To", "To", "From")]
    [InlineData("To + Pending In", "To", "From")]
    [InlineData("From", "None", "None")]
    [InlineData("From + Pending Out", "None + Pending Out", "None + Pending In")]
    [InlineData("Both", "To", "From")]
    public void after_unsubscribed(string before, string after, string mirrored)
    {
        Begin(before);
        Assert.Null(Ask("ana", c => new Deny(c)));
        Assert.Equal((after, mirrored), (Ours, Theirs));
    }

    /// <summary>RFC 6121 §2.5.2: both views end; what Ben asked and Ana did not answer stays asked.</summary>
    [Theory]
    [InlineData("None + Pending Out", "None")]
    [InlineData("None + Pending Out+In", "None + Pending In")]
    [InlineData("To", "None")]
    [InlineData("To + Pending In", "None + Pending In")]
    [InlineData("From", "None")]
    [InlineData("From + Pending Out", "None")]
    [InlineData("Both", "None")]
    public void after_taking_the_contact_off_the_list(string before, string after)
    {
        Begin(before);
        Assert.Null(Ask("ana", c => new RemoveRosterItem(c)));
        Assert.Equal(after, Ours);
        Assert.Null(_story.State.Rosters.Find(Ana, Ben));
    }

    [Theory, MemberData(nameof(Ways))]
    public void an_account_that_is_removed_leaves_nothing_behind_in_others_rosters(string before)
    {
        Begin(before);
        _story.When("ana", new RemoveAccount(TimeSpan.Zero));
        Assert.Equal(("None", "None"), (Ours, Theirs));
        Assert.Empty(_story.State.Rosters.PendingAt(Ana));
        Assert.Empty(_story.State.Rosters.PendingAt(Ben));
    }

    public static TheoryData<string> Ways() => new(s_ways.Keys);

    [Fact]
    public void who_was_approved_before_asking_is_subscribed_at_once()
    {
        Ask("ben", c => new Approve(c));
        Assert.True(_story.State.Rosters.ItemOf(Ben, Ana)!.Value.Subscription.IsPreApproved);
        Ask("ana", c => new Subscribe(c));
        Assert.Equal(("To", "From"), (Ours, Theirs));
        Assert.False(_story.State.Rosters.ItemOf(Ben, Ana)!.Value.Subscription.IsPreApproved);
    }

    [Fact]
    public void an_approval_ahead_of_a_request_can_be_taken_back()
    {
        Ask("ben", c => new Approve(c));
        Ask("ben", c => new Deny(c));
        Ask("ana", c => new Subscribe(c));
        Assert.Equal("None + Pending Out", Ours);
    }

    [Fact]
    public void who_came_back_after_unsubscribing_asks_anew()
    {
        Begin("To");
        Ask("ana", c => new Unsubscribe(c));
        Ask("ana", c => new Subscribe(c));
        Assert.Equal("None + Pending Out", Ours);
    }

    [Fact]
    public void the_words_of_a_request_are_kept_until_it_is_withdrawn()
    {
        Ask("ana", c => new Subscribe(c, "<status>hi</status>"u8.ToArray()));
        var (asker, entry) = Assert.Single(_story.State.Rosters.PendingAt(Ben));
        Assert.Equal((Ana, "<status>hi</status>"), (asker, System.Text.Encoding.UTF8.GetString(entry.Request.Span)));
        Ask("ana", c => new Unsubscribe(c));
        Assert.Empty(_story.State.Rosters.PendingAt(Ben));
    }

    [Fact]
    public void words_beyond_their_limit_are_asked_without()
    {
        Ask("ana", c => new Subscribe(c, new byte[Subscribe.RequestBytesMax + 1]));
        Assert.Equal(0, Assert.Single(_story.State.Rosters.PendingAt(Ben)).Entry.Request.Length);
    }

    [Fact]
    public void nobody_has_themselves_for_a_contact() => _story.When("ana", new Subscribe(Ana)).Refused(RefusalCode.BadParameter);

    [Fact]
    public void a_request_too_many_is_refused()
    {
        for (var i = 0; i < RosterTable.RequestsMax; i++)
        {
            _story.Account($"fan{i}");
            _story.When($"fan{i}", new Subscribe(Ben));
        }

        _story.When("ana", new Subscribe(Ben)).Refused(RefusalCode.TooMany);
    }
}
