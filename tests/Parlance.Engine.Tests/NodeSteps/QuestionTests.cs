using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Engine.Metering;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>Whoever asks from outside gets answers between the chat's turns, and never more than a little of a round.</summary>
public class QuestionTests
{
    private readonly NodeRig _rig = new();

    [Fact]
    public void a_question_is_answered_within_the_round()
    {
        var question = new Counting(1);
        _rig.Ask(question);
        Assert.Equal(0, question.Slices);
        Assert.True(_rig.Node.HasTurns);
        _rig.Turn();
        Assert.Equal(1, question.Slices);
        Assert.False(_rig.Node.HasTurns);
    }

    [Fact]
    public void however_many_ask_a_round_does_a_few_slices_and_all_come_to_their_turn()
    {
        var questions = Enumerable.Range(0, 100).Select(_ => new Counting(3)).ToList();
        questions.ForEach(_rig.Ask);
        _rig.Turn();
        Assert.Equal(Node.QuestionSlicesMax, questions.Sum(question => question.Slices));
        for (var i = 0; i < 300 / Node.QuestionSlicesMax; i++) _rig.Turn();
        Assert.All(questions, question => Assert.Equal(3, question.Slices));
    }

    [Fact]
    public void what_nobody_waits_for_is_left()
    {
        var question = new Counting(10);
        _rig.Ask(question);
        _rig.Turn();
        question.IsAbandoned = true;
        for (var i = 0; i < 5; i++) _rig.Turn();
        Assert.Equal(1, question.Slices);
        Assert.IsType<OperationCanceledException>(question.Failed);
    }

    [Fact]
    public void a_question_that_breaks_breaks_nothing_else()
    {
        var (broken, good) = (new Counting(-1), new Counting(1));
        _rig.Ask(broken);
        _rig.Ask(good);
        _rig.Turn();
        Assert.IsType<InvalidOperationException>(broken.Failed);
        Assert.Equal(1, good.Slices);
    }

    [Fact]
    public void staff_without_a_session_stands_in_the_log_by_name()
    {
        var ana = _rig.Enter("ana");
        var staff = new StaffMember("root", "admin", "192.0.2.1");
        _rig.Node.State.Rooms.TryGet("lobby", out var room);
        Assert.Null(_rig.Node.AskAs(staff, room!, new SetTopic("green")));
        Assert.Null(_rig.Node.AskAs(staff, new AddBan(OperBanKind.Nick, "evil", "no", null, null)));
        _rig.Commit();

        var topic = _rig.Log.Single(entry => entry.Event is TopicSet);
        Assert.Equal(("root", true, true), (topic.At.By.Account, topic.At.By.AsOperator, topic.At.By.IsServer));
        Assert.Equal("root", ((BanAdded)_rig.Log.Single(entry => entry.Event is BanAdded).Event).Setter);
        Assert.Contains(ana.Hears(), line => line.EndsWith("TOPIC #lobby :green", StringComparison.Ordinal));
    }

    [Fact]
    public void staff_without_a_session_may_change_nothing_while_the_log_is_broken()
    {
        _rig.BreakDisk("full");
        Assert.Equal(Domain.RefusalCode.StorageDown, _rig.Node.AskAs(new("root", "admin", ""), new Announce("x"))!.Code);
        Assert.Equal(1, _rig.Node.Counters.Refusals.Sum());
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 2)]
    [InlineData(4, 3)]
    [InlineData(1_000_000_000_000, Histogram.BucketsMax - 1)]
    public void a_figure_is_counted_where_it_belongs(long value, int bucket)
    {
        var histogram = new Histogram();
        histogram.Count(value);
        Assert.Equal(1, histogram.Buckets[bucket]);
        Assert.Equal(value, histogram.Sum);
    }

    [Fact]
    public void one_command_in_sixteen_is_timed_and_without_a_clock_none()
    {
        var (meters, meter) = (new CommandMeters(), new CommandMeter("irc", "PING"));
        for (var i = 0; i < 64; i++) meters.End(meter, meters.Begin(meter));
        Assert.False(meter.IsTimed);
        var now = 1_000L;
        meters.Clock = () => now += 5_000;
        for (var i = 0; i < 64; i++) meters.End(meter, meters.Begin(meter));
        Assert.Equal(128, meter.Uses);
        Assert.Equal(64 / CommandMeters.SampleEvery, meter.Microseconds.Buckets.ToArray().Sum());
        Assert.Equal(64 / CommandMeters.SampleEvery * 5, meter.Microseconds.Sum);
    }

    private sealed class Counting(int needed) : NodeQuestion
    {
        public int Slices { get; private set; }
        public Exception? Failed { get; private set; }

        public override bool Slice(Node node) => needed < 0 ? throw new InvalidOperationException("broken") : ++Slices == needed;

        public override void Fail(Exception why) => Failed = why;
    }
}
