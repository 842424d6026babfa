using Parlance.Domain.Rooms;
using Parlance.Log;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>Nothing durable is acknowledged that is not written.</summary>
public class AcknowledgementTests
{
    [Fact]
    public void nobody_is_told_yes_before_it_is_written()
    {
        var rig = new NodeRig();
        Client ana = rig.Enter("ana"), ben = rig.Enter("ben");
        ana.Hears();

        ana.Says("TOPIC #lobby :tea", "PING after");
        rig.Turn();
        Assert.Single(ben.Hears(), line => line.EndsWith("TOPIC #lobby :tea", StringComparison.Ordinal));
        Assert.Empty(ana.Hears());

        rig.Commit();
        var heard = ana.Hears();
        Assert.EndsWith("TOPIC #lobby :tea", heard[0], StringComparison.Ordinal);
        Assert.Contains("PONG", heard[1], StringComparison.Ordinal);
    }

    [Fact]
    public void strict_makes_everybody_wait()
    {
        var rig = new NodeRig(NodeRig.Unlimited with { Log = new() { Durability = Durability.Strict } });
        Client ana = rig.Enter("ana"), ben = rig.Enter("ben");
        ana.Hears();

        ana.Says("TOPIC #lobby :tea");
        Assert.Empty(ben.Hears());
        Assert.Empty(ana.Hears());
        rig.Commit();
        Assert.Single(ben.Hears());
        Assert.Single(ana.Hears());
    }

    [Fact]
    public void what_passes_with_the_session_waits_for_nothing()
    {
        var rig = new NodeRig();
        Client ana = rig.Enter("ana"), ben = rig.Enter("ben");
        ana.Hears();
        ben.Says("PART #lobby :bye");
        Assert.Single(ben.Hears());
        Assert.Single(ana.Hears());
    }

    [Fact]
    public void a_message_that_is_not_stored_waits_for_nothing_and_leaves_no_row()
    {
        var rig = new NodeRig(NodeRig.Unlimited with { Log = new() { Messages = false } });
        Client ana = rig.Enter("ana", caps: "echo-message"), ben = rig.Enter("ben");
        ana.Hears();
        var rows = rig.Node.Position;
        ana.Says("PRIVMSG #lobby :hello");
        Assert.Single(ana.Hears());
        Assert.Single(ben.Hears());
        Assert.Equal(rows, rig.Node.Position);
    }

    [Fact]
    public void a_stored_message_is_echoed_when_it_is_written()
    {
        var rig = new NodeRig();
        Client ana = rig.Enter("ana", caps: "echo-message"), ben = rig.Enter("ben");
        ana.Hears();
        ana.Says("PRIVMSG #lobby :hello");
        Assert.Single(ben.Hears());
        Assert.Empty(ana.Hears());
        rig.Commit();
        Assert.Single(ana.Hears());
    }

    [Fact]
    public void while_the_disk_fails_changes_are_refused_and_questions_answered()
    {
        var rig = new NodeRig();
        var ana = rig.Enter("ana");
        rig.BreakDisk("the disk is full.");
        ana.Says("TOPIC #lobby :tea", "PING still");
        var heard = ana.Hears();
        Assert.Contains("FAIL TOPIC TEMPORARILY_UNAVAILABLE", heard[0], StringComparison.Ordinal);
        Assert.Contains("the disk is full", heard[0], StringComparison.Ordinal);
        Assert.Contains("PONG", heard[1], StringComparison.Ordinal);

        rig.Commit();
        ana.Says("TOPIC #lobby :tea");
        rig.Commit();
        Assert.EndsWith("TOPIC #lobby :tea", Assert.Single(ana.Hears()), StringComparison.Ordinal);
        Assert.Single(rig.Log, entry => entry.Event is TopicSet);
    }

    [Fact]
    public void a_log_that_lags_too_far_counts_as_failing()
    {
        var rig = new NodeRig(NodeRig.Unlimited with { Log = new() { QueueMax = 20 } });
        var ana = rig.Enter("ana");
        for (var i = 0; i < 30; i++) ana.Says($"TOPIC #lobby :t{i}");
        Assert.True(rig.Node.IsStorageDown);
        Assert.InRange(rig.Node.Position - rig.Node.CommittedPosition, 20, 24);
        rig.Commit();
        Assert.False(rig.Node.IsStorageDown);
        Assert.Contains(ana.Hears(), line => line.Contains("TEMPORARILY_UNAVAILABLE", StringComparison.Ordinal));
    }
}
