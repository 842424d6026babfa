using System.Text;
using Parlance.Domain.Messages;
using Parlance.Engine.Buffers;
using Parlance.Engine.Tests.NodeSteps;
using Parlance.Log;

namespace Parlance.Engine.Tests.NodeParts;

/// <summary>An event is said once for each dialect and set of capabilities, however many hear it.</summary>
public class RenderingTests
{
    private readonly NodeRig _rig = new();
    private readonly Renderings _renderings;
    private readonly Speaker _speaker;

    public RenderingTests()
    {
        _renderings = new(_rig.Node.Pool);
        _speaker = new(_rig.Node.Pool);
    }

    [Fact]
    public void a_set_is_rendered_once_for_all_that_have_it()
    {
        var plain = _renderings.NumberOf(_speaker, 0);
        var tags = _renderings.NumberOf(_speaker, 1);
        _renderings.Begin();
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal("0", Said(plain));
            Assert.Equal("1", Said(tags));
        }

        Assert.Equal(2, _speaker.Renderings);
    }

    [Fact]
    public void the_next_event_is_rendered_anew()
    {
        var set = _renderings.NumberOf(_speaker, 7);
        for (var i = 1; i <= 3; i++)
        {
            _renderings.Begin();
            Said(set);
            Assert.Equal(i, _speaker.Renderings);
        }
    }

    [Fact]
    public void silence_is_remembered_as_well()
    {
        var silent = _renderings.NumberOf(_speaker, Speaker.Silence);
        _renderings.Begin();
        for (var i = 0; i < 3; i++) Assert.Equal("", Said(silent));
        Assert.Equal(1, _speaker.Renderings);
    }

    [Fact]
    public void the_same_set_has_the_same_number_and_dialects_share_none()
    {
        var other = new Speaker(_rig.Node.Pool);
        Assert.Equal(_renderings.NumberOf(_speaker, 3), _renderings.NumberOf(_speaker, 3));
        Assert.NotEqual(_renderings.NumberOf(_speaker, 3), _renderings.NumberOf(other, 3));
    }

    [Fact]
    public void beyond_the_limit_newcomers_share_the_plainest_set()
    {
        for (var set = 0ul; set < Renderings.SetsMax; set++) _renderings.NumberOf(_speaker, set);
        var late = _renderings.NumberOf(_speaker, 1_000_000);
        Assert.Equal(_renderings.NumberOf(_speaker, 0), late);
        _renderings.Begin();
        Assert.Equal("0", Said(late));
    }

    [Fact]
    public void many_sets_in_one_event_do_not_disturb_each_other()
    {
        var sets = Enumerable.Range(0, 500).Select(i => _renderings.NumberOf(_speaker, (ulong)i)).ToArray();
        _renderings.Begin();
        for (var i = 0; i < 500; i++) Assert.Equal($"{i}", Said(sets[i]));
        for (var i = 499; i >= 0; i--) Assert.Equal($"{i}", Said(sets[i]));
    }

    private string Said(int set) => Encoding.ASCII.GetString(_renderings.For(set, new() { Events = new LogEntry[] { new(new MessageSent(), default) }, Node = _rig.Node }));

    /// <summary>Says the number of the set.</summary>
    private sealed class Speaker(BufferPool pool) : IDialect
    {
        public const ulong Silence = 999_999;

        public int Renderings { get; private set; }
        public string Name => "numbers";

        public void Render(in Utterance what, ulong capabilities, ref ByteQueue to)
        {
            Renderings++;
            if (capabilities != Silence) to.Append(Encoding.ASCII.GetBytes($"{capabilities}"), pool);
        }

        public Session Open(Connection connection) => throw new InvalidOperationException("nobody connects");
        public void Witness(in Utterance what) => Assert.NotNull(what.Event);
        public void Announce(string text) => Assert.NotNull(text);
        public void Reloaded() => Assert.Equal(0, Renderings);
    }
}
