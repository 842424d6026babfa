using System.Text;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>What is left of an outbox when its connection is cut.</summary>
public class CuttingTests
{
    private const int QueueMax = 8 << 10;
    private readonly NodeRig _rig = new(NodeRig.Unlimited with { Limits = new() { Enabled = false, SendQueue = QueueMax } });

    [Fact]
    public void nothing_is_queued_for_a_reader_that_is_about_to_be_cut()
    {
        var ben = _rig.Enter("ben");
        for (var i = 0; i < 100; i++) ben.Connection.Write(Encoding.ASCII.GetBytes(new string('x', 1022) + "\r\n"));
        Assert.InRange(ben.Connection.Queued, 0, QueueMax);
        _rig.Turn();
        Assert.EndsWith("[SendQ exceeded]", ben.Hears()[^1], StringComparison.Ordinal);
        Assert.Equal(1, _rig.Node.Counters.SendQueueExceeded);
    }

    [Fact]
    public void a_line_that_has_begun_is_ended_and_the_next_is_dropped()
    {
        var ben = _rig.Enter("ben");
        ben.Connection.Write("first line\r\nsecond line\r\n"u8);
        ben.Connection.Sent(5);
        for (var i = 0; i < 10; i++) ben.Connection.Write(Encoding.ASCII.GetBytes(new string('x', 1022) + "\r\n"));
        _rig.Turn();
        var heard = ben.Hears();
        Assert.Equal(" line", heard[0]);
        Assert.DoesNotContain(heard, line => line.StartsWith("second", StringComparison.Ordinal) || line.StartsWith('x'));
    }

    [Fact]
    public void between_lines_all_is_dropped()
    {
        var ben = _rig.Enter("ben");
        for (var i = 0; i < 10; i++) ben.Connection.Write(Encoding.ASCII.GetBytes(new string('x', 1022) + "\r\n"));
        _rig.Turn();
        Assert.DoesNotContain(ben.Hears(), line => line.StartsWith('x'));
    }

    [Fact]
    public void a_closing_connection_that_takes_nothing_is_dropped_in_the_end_and_hears_nothing_unwritten()
    {
        var ben = _rig.Enter("ben");
        ben.Connection.Hold(ben.Connection.Written, _rig.Node.Position + 1);
        ben.Connection.Write("held\r\n"u8);
        _rig.Node.Disconnect(ben.Connection, "enough");
        _rig.Turn(Node.LingerMilliseconds - 1);
        Assert.False(ben.Connection.IsDrained);
        _rig.Turn(1);
        Assert.True(ben.Connection.IsDrained);
    }

    [Fact]
    public void a_full_queue_does_not_swallow_the_goodbye()
    {
        var ben = _rig.Enter("ben");
        ben.Connection.Write(Encoding.ASCII.GetBytes(new string('x', QueueMax - 2) + "\r\n"));
        _rig.Node.Disconnect(ben.Connection, "enough");
        _rig.Turn();
        var heard = ben.Hears();
        Assert.Equal(QueueMax - 2, heard[0].Length);
        Assert.EndsWith("[enough]", heard[^1], StringComparison.Ordinal);
    }
}
