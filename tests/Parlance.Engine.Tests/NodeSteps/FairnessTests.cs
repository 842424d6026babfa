namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>Nobody keeps the loop for himself, and back-pressure goes to the sender: nothing of theirs is lost.</summary>
public class FairnessTests
{
    private const int Flood = 10_000;

    [Fact]
    public void a_flooder_has_no_more_than_a_turn_before_others()
    {
        var rig = new NodeRig();
        Client flooder = rig.Enter("flooder"), ana = rig.Enter("ana");
        var before = rig.Node.Counters.Commands;
        flooder.Says(Pings(Flood));
        Assert.Equal(TurnBudget.LinesMax, rig.Node.Counters.Commands - before);

        ana.Says("PING now");
        Assert.Contains("now", Assert.Single(ana.Hears()), StringComparison.Ordinal);

        before = rig.Node.Counters.Commands;
        rig.Turn();
        Assert.Equal(TurnBudget.LinesMax, rig.Node.Counters.Commands - before);
        Assert.True(rig.Node.HasTurns);
    }

    [Fact]
    public void who_has_not_logged_in_has_a_smaller_share()
    {
        var rig = new NodeRig();
        var stranger = rig.Connect();
        stranger.Says(Pings(100));
        Assert.Equal(TurnBudget.LinesBeforeLoginMax, rig.Node.Counters.Commands);
    }

    [Fact]
    public void turns_go_around()
    {
        var rig = new NodeRig();
        Client[] flooders = [rig.Enter("a"), rig.Enter("b"), rig.Enter("c")];
        foreach (var flooder in flooders) flooder.Says(Pings(300));
        foreach (var flooder in flooders) flooder.Hears();
        rig.Turn();
        Assert.All(flooders, flooder => Assert.Equal(TurnBudget.LinesMax, flooder.Hears().Length));
    }

    [Fact]
    public void reading_pauses_above_the_receive_queue_and_goes_on_below_it()
    {
        var rig = new NodeRig(NodeRig.Unlimited with { Limits = new() { Enabled = false, ReceiveQueue = 4096 } });
        var ana = rig.Enter("ana");
        ana.Says(Pings(1000));
        Assert.False(ana.Connection.IsReading);

        var answers = ana.Hears().ToList();
        while (rig.Node.HasTurns)
        {
            rig.Turn();
            answers.AddRange(ana.Hears());
        }

        Assert.True(ana.Connection.IsReading);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => $"n{i}"), answers.Select(line => line.Split(' ', ':')[^1]));
    }

    [Fact]
    public void a_rate_that_is_used_up_makes_the_sender_wait_and_loses_nothing()
    {
        var rig = new NodeRig(new() { Limits = new() { MessagesBurst = 5, MessagesPerSecond = 2 }, Log = new() { Messages = false } });
        Client ana = rig.Connect(), ben = rig.Connect();
        foreach (var (client, nick) in new[] { (ana, "ana"), (ben, "ben") })
        {
            client.Says($"NICK {nick}", $"USER {nick} 0 * :{nick}", "JOIN #lobby");
            for (var i = 0; i < 10; i++) rig.Turn(1000);
            client.Hears();
        }

        ben.Hears();
        ana.Says([.. Enumerable.Range(0, 20).Select(i => $"PRIVMSG #lobby :m{i}")]);
        Assert.InRange(ben.Hears().Length, 5, 6);
        rig.Turn(1000);
        Assert.InRange(ben.Hears().Length, 1, 3);
        rig.Turn(20_000);
        for (var i = 0; i < 30; i++) rig.Turn(1000);
        Assert.EndsWith("m19", ben.Hears()[^1], StringComparison.Ordinal);
        Assert.Equal(20, rig.Node.Counters.Messages);
    }

    private static string[] Pings(int count) => [.. Enumerable.Range(0, count).Select(i => $"PING n{i}")];
}
