using System.Text;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>An outbox is strictly first in, first out: what waits for the log holds what is behind it, for this connection and no other.</summary>
public class HoldTests
{
    private readonly NodeRig _rig = new();
    private readonly Client _ana;
    private readonly long _future;

    public HoldTests()
    {
        _ana = _rig.Enter("ana", room: null);
        _future = _rig.Node.Position + 1;
    }

    [Fact]
    public void what_is_held_waits_for_the_commit()
    {
        HoldHere(_future);
        Write("held");
        Assert.Empty(_ana.Hears());

        Commit(_future);
        Assert.Equal(["held"], _ana.Hears());
    }

    [Fact]
    public void what_stands_before_a_hold_goes_at_once()
    {
        Write("free");
        HoldHere(_future);
        Write("held");
        Assert.Equal(["free"], _ana.Hears());
        Assert.Empty(_ana.Hears());
    }

    [Fact]
    public void what_stands_behind_a_hold_waits_with_it()
    {
        HoldHere(_future);
        Write("held", "behind");
        Assert.Empty(_ana.Hears());
        Commit(_future);
        Assert.Equal(["held", "behind"], _ana.Hears());
    }

    [Fact]
    public void a_hold_may_begin_with_what_is_already_written()
    {
        var from = _ana.Connection.Written;
        Write("confirmation");
        _ana.Connection.Hold(from, _future);
        Assert.Empty(_ana.Hears());
    }

    [Fact]
    public void holds_end_in_their_order()
    {
        HoldHere(_future);
        Write("first");
        HoldHere(_future + 1);
        Write("second");
        Commit(_future);
        Assert.Equal(["first"], _ana.Hears());
        Commit(_future + 1);
        Assert.Equal(["second"], _ana.Hears());
    }

    [Fact]
    public void a_hold_is_a_place_in_the_stream_however_little_is_sent()
    {
        Write("free");
        HoldHere(_future);
        Write("held");
        var ready = _ana.Connection.Ready.Length;
        for (var left = ready; left > 0; left--)
        {
            Assert.Equal(left, _ana.Connection.Ready.Length);
            _ana.Connection.Sent(1);
        }

        Assert.True(_ana.Connection.Ready.IsEmpty);
        Assert.False(_ana.Connection.IsDrained);
    }

    [Fact]
    public void nothing_is_held_for_what_is_written_already()
    {
        HoldHere(_rig.Node.CommittedPosition);
        Write("free");
        Assert.Equal(["free"], _ana.Hears());
    }

    [Fact]
    public void a_closing_connection_hears_what_it_is_owed_and_then_goodbye()
    {
        HoldHere(_future);
        Write("held");
        _rig.Node.Disconnect(_ana.Connection, "enough");
        Assert.Empty(_ana.Hears());
        Assert.False(_ana.Connection.IsDrained);

        Commit(_future);
        var heard = _ana.Hears();
        Assert.Equal("held", heard[0]);
        Assert.StartsWith("ERROR :", heard[^1], StringComparison.Ordinal);
        Assert.True(_ana.Connection.IsDrained);
    }

    [Fact]
    public void a_hold_of_one_is_no_hold_of_another()
    {
        var ben = _rig.Enter("ben", room: null);
        HoldHere(_rig.Node.Position + 1);
        Write("held");
        ben.Connection.Write("free\r\n"u8);
        Assert.Equal(["free"], ben.Hears());
        Assert.Empty(_ana.Hears());
    }

    private void HoldHere(long until) => _ana.Connection.Hold(_ana.Connection.Written, until);

    private void Write(params string[] lines)
    {
        foreach (var line in lines) _ana.Connection.Write(Encoding.ASCII.GetBytes(line + "\r\n"));
    }

    private void Commit(long position) => _rig.Node.Step(Input.Committed(position), _rig.Now);
}
