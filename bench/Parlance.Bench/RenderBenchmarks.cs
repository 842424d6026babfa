using BenchmarkDotNet.Attributes;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Engine.Tests.Allocation;
using Parlance.Irc;
using Parlance.Irc.Capabilities;
using Parlance.Log;

namespace Parlance.Bench;

/// <summary>Budget: 150 ns to say a message for one set of capabilities. Nothing is allocated.</summary>
[MemoryDiagnoser]
public class RenderBenchmarks
{
    private static readonly Capability[] s_sets =
    [
        Capability.None,
        Capability.MessageTags | Capability.ServerTime,
        Capability.ServerTime,
        Capability.MessageTags | Capability.ServerTime | Capability.AccountTag | Capability.Batch | Capability.Multiline,
    ];

    private readonly LogEntry[] _entry = new LogEntry[1];
    private IrcDialect _dialect = null!;
    private Room _room = null!;
    private User _author = null!;
    private ByteQueue _bytes;

    [Params(1, 4)]
    public int Sets { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var gathering = new Gathering();
        _author = gathering.Node.Find(gathering.Fill("#lobby", 2)[0])!.Session.User!;
        _room = gathering.Node.State.Rooms.Single();
        _dialect = new(gathering.Node, new byte[32]);
        var message = new MessageSent { Text = "tea at four, as people write it, some sixty characters long"u8.ToArray() };
        _entry[0] = new(message, new Envelope { Stamp = Stamp.At(gathering.Node.Now.Wall), Node = gathering.Node.Sid, Room = _room.Instance, By = new(_author.Uid) });
    }

    [Benchmark]
    public int OneMessage()
    {
        var what = new Utterance { Events = _entry, Node = _dialect.Node, Room = _room, By = _author };
        foreach (var set in s_sets.AsSpan(0, Sets)) _dialect.Render(what, (ulong)set, ref _bytes);
        var length = _bytes.Length;
        _bytes.Clear(_dialect.Node.Pool);
        return length;
    }
}
