using System.Text;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>A long answer comes in slices over turns, and its session's next lines wait behind it.</summary>
public class AnswerTests
{
    private readonly NodeRig _rig = new();
    private readonly Client _ana;

    public AnswerTests() => _ana = _rig.Enter("ana");

    [Fact]
    public void a_turn_makes_one_slice()
    {
        _rig.Node.Answer(_ana.Connection, Slices(3, 10));
        Assert.Equal(["slice 0"], Heard());
        _rig.Turn();
        Assert.Equal(["slice 1"], Heard());
        _rig.Turn();
        Assert.Equal(["slice 2"], Heard());
        _rig.Turn();
        Assert.Null(_ana.Connection.Answer);
    }

    [Fact]
    public void lines_wait_behind_it()
    {
        _rig.Node.Answer(_ana.Connection, Slices(2, 10));
        _ana.Says("PING after");
        Assert.Equal(["slice 0"], Heard());
        for (var i = 0; i < 4; i++) _rig.Turn();
        var heard = Heard();
        Assert.Equal("slice 1", heard[0]);
        Assert.Contains("PONG", heard[1], StringComparison.Ordinal);
    }

    [Fact]
    public void it_pauses_while_its_reader_does_not_read()
    {
        _rig.Node.Answer(_ana.Connection, Slices(1000, 4096));
        for (var i = 0; i < 200; i++) _rig.Turn(5);
        Assert.InRange(_ana.Connection.Queued, Node.AnswerQueueMax, Node.AnswerQueueMax + 4096);

        var count = 0;
        for (var i = 0; i < 3000 && _ana.Connection.Answer is not null; i++)
        {
            count += _ana.Hears().Length;
            _rig.Turn(20);
        }

        Assert.Equal(1000, count + _ana.Hears().Length);
    }

    [Fact]
    public void it_ends_with_its_connection()
    {
        var slices = new Watched();
        _rig.Node.Answer(_ana.Connection, slices);
        _rig.Lose(_ana);
        Assert.True(slices.IsDisposed);
        _rig.Turn();
        Assert.Equal(1, slices.Taken);
    }

    private string[] Heard() => [.. _ana.Hears().Select(line => line.TrimEnd('.'))];

    private IEnumerator<int> Slices(int count, int length)
    {
        for (var i = 0; i < count; i++)
        {
            _ana.Connection.Write(Encoding.ASCII.GetBytes($"slice {i}".PadRight(length - 2, '.') + "\r\n"));
            yield return i;
        }
    }

    private sealed class Watched : IEnumerator<int>
    {
        public int Taken { get; private set; }
        public bool IsDisposed { get; private set; }
        public int Current => Taken;
        object System.Collections.IEnumerator.Current => Current;
        public bool MoveNext() => ++Taken > 0;
        public void Reset() => Taken = 0;
        public void Dispose() => IsDisposed = true;
    }
}
