using System.Text;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>Slow readers are cut at their own send queue, with its name for a reason; nobody else is disturbed.</summary>
public class SendQueueTests
{
    private const int QueueMax = 8 << 10;
    private readonly NodeRig _rig = new(NodeRig.Unlimited with { Limits = new() { Enabled = false, SendQueue = QueueMax }, Log = new() { Messages = false } });

    [Fact]
    public void only_the_slow_reader_is_cut_and_told_why()
    {
        Client ana = _rig.Enter("ana"), ben = _rig.Enter("ben"), cleo = _rig.Enter("cleo");
        var heard = new List<string>();
        for (var i = 0; i < 64; i++)
        {
            ana.Says($"PRIVMSG #lobby :{i} {new string('x', 400)}");
            _rig.Turn();
            heard.AddRange(cleo.Hears());
        }

        Assert.True(ben.Connection.IsClosing);
        Assert.EndsWith("[SendQ exceeded]", ben.Hears()[^1], StringComparison.Ordinal);
        Assert.Equal(1, _rig.Node.Counters.SendQueueExceeded);
        Assert.Equal(64, heard.Count(line => line.Contains(" PRIVMSG ", StringComparison.Ordinal)));
        Assert.Single(heard, line => line.StartsWith(":ben!", StringComparison.Ordinal) && line.EndsWith("SendQ exceeded", StringComparison.Ordinal));
        Assert.False(ana.Connection.IsClosing);
    }

    [Fact]
    public void a_queue_may_be_full_to_its_last_byte()
    {
        var ben = _rig.Enter("ben");
        ben.Connection.Write(Line(QueueMax));
        _rig.Turn();
        Assert.False(ben.Connection.IsClosing);
        Assert.Equal(QueueMax, ben.Connection.Queued);

        ben.Connection.Write("\n"u8);
        _rig.Turn();
        Assert.True(ben.Connection.IsClosing);
    }

    [Fact]
    public void a_reader_that_reads_may_hear_any_amount()
    {
        var ben = _rig.Enter("ben");
        for (var i = 0; i < 100; i++)
        {
            ben.Connection.Write(Line(QueueMax / 2));
            Assert.Single(ben.Hears());
        }

        Assert.Equal(0, _rig.Node.Counters.SendQueueExceeded);
    }

    [Fact]
    public void a_class_has_a_send_queue_of_its_own()
    {
        var rig = new NodeRig(NodeRig.Unlimited with { Classes = [new() { SendQueue = 1024 }] });
        Assert.Equal(1024, rig.Connect().Connection.SendQueueMax);
    }

    private static byte[] Line(int length) => Encoding.ASCII.GetBytes(new string('x', length - 2) + "\r\n");
}
