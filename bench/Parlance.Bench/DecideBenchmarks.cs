using BenchmarkDotNet.Attributes;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Engine.Tests.Allocation;

namespace Parlance.Bench;

/// <summary>Budgets: a decision takes 200 ns and costs its event; a ban among 100 is found in 5 us; whether somebody may speak, asked for every message, in 20 ns and without a byte.</summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private readonly byte[] _text = "tea at four, as people write it, some sixty characters long"u8.ToArray();
    private Node _node = null!;
    private Room _room = null!;
    private User _founder = null!;
    private User _member = null!;
    private User _banned = null!;

    [GlobalSetup]
    public void Setup()
    {
        var gathering = new Gathering(Gathering.Quiet with { Limits = Gathering.Quiet.Limits with { ListModes = 200 } });
        _node = gathering.Node;
        var members = gathering.Fill("#lobby", 20);
        for (var i = 0; i < 99; i++) gathering.Say(members[0], $"MODE #lobby +b *!*bad{i}@*.provider{i}.example\r\n");
        gathering.Say(members[0], "MODE #lobby +b outcast!*@*\r\n");
        gathering.Drain();
        _room = _node.State.Rooms.Single();
        _founder = _node.Find(members[0])!.Session.User!;
        _member = _node.Find(members[1])!.Session.User!;
        _banned = _node.Find(gathering.Come("outcast"))!.Session.User!;
        if (_room.Bans.Count != 100 || JoinRefused() is null) throw new InvalidOperationException("The room is not as it should be.");
    }

    [Benchmark]
    public bool SetTopic() => new SetTopic("tea at four").Decide(_room, AskedBy(_founder)).Events.Length == 1;

    [Benchmark]
    public bool ChangeMode() => new ChangeMode(RoomMode.Moderated, On: true).Decide(_room, AskedBy(_founder)).Events.Length == 1;

    [Benchmark]
    public object? JoinRefused() => new Join(null).Decide(_room, AskedBy(_banned)).Refusal;

    [Benchmark]
    public bool MaySpeak() => Speak.Check(_room, _member, _member.In(_room), MessageKind.Say, _text) is null;

    private Asker AskedBy(User user) => new() { User = user, Member = user.In(_room), State = _node.State, Now = _node.Circumstances() };
}
