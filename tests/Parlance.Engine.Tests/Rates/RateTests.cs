using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine.Rates;

namespace Parlance.Engine.Tests.Rates;

public class RateTests
{
    private static readonly Sid Node = Sid.Parse("1PA");

    private static Room Room(ulong stamp, RoomMode mode, string rate)
    {
        var state = new NodeState();
        var id = new EventId(new(stamp), Node);
        var at = new Envelope { Stamp = id.Stamp, Node = Node, Incarnation = 1, Room = id, Dot = new(Node, 1, 1) };
        state.Take(new RoomCreated($"room{stamp}", $"room{stamp}"), at);
        state.Take(new ModeChanged(mode, true, rate), at with { Dot = new(Node, 1, 2) });
        return state.Rooms.TryGet(id, out var room) ? room : throw new InvalidOperationException("there is no room");
    }

    [Fact]
    public void the_line_beyond_the_rate_is_too_many_and_the_next_stretch_begins_anew()
    {
        var (room, floods, ana) = (Room(1, RoomMode.Flood, "3:10"), new FloodRates(), Uid.Of(Node, 1));
        for (var i = 0; i < 3; i++) Assert.False(floods.IsOver(room, ana, 1, 1000));
        Assert.False(floods.IsOver(room, Uid.Of(Node, 2), 3, 1000));
        Assert.True(floods.IsOver(room, ana, 1, 10_999));

        Assert.False(floods.IsOver(room, ana, 3, 12_000));
        Assert.False(floods.IsOver(room, ana, 3, 22_000));
        Assert.True(floods.IsOver(room, ana, 1, 31_999));
    }

    [Fact]
    public void a_room_without_the_mode_counts_nothing() => Assert.False(new FloodRates().IsOver(Room(1, RoomMode.JoinThrottle, "1:1"), Uid.Of(Node, 1), 1000, 0));

    [Fact]
    public void talkers_beyond_the_most_are_forgotten_and_never_counted_for_others()
    {
        var (room, floods) = (Room(1, RoomMode.Flood, "1:3600"), new FloodRates());
        for (ulong i = 0; i < 3 * FloodRates.TalkersMax; i++) Assert.False(floods.IsOver(room, Uid.Of(Node, i), 1, 1));
        Assert.True(floods.IsOver(room, Uid.Of(Node, (3 * FloodRates.TalkersMax) - 1), 1, 1));
    }

    [Fact]
    public void joins_beyond_the_rate_wait_for_the_next_stretch()
    {
        var (room, other, joins) = (Room(1, RoomMode.JoinThrottle, "2:10"), Room(2, RoomMode.JoinThrottle, "2:10"), new JoinRates());
        for (var i = 0; i < 2; i++)
        {
            Assert.False(joins.IsFull(room, 500));
            joins.Count(room, room.Modes.JoinThrottle!.Value, 500);
        }

        Assert.True(joins.IsFull(room, 10_499));
        Assert.False(joins.IsFull(other, 10_499));
        Assert.False(joins.IsFull(room, 10_500));
    }

    [Fact]
    public void a_closed_room_is_forgotten()
    {
        var (room, joins) = (Room(1, RoomMode.JoinThrottle, "1:10"), new JoinRates());
        joins.Count(room, room.Modes.JoinThrottle!.Value, 0);
        joins.Forget(room.Instance);
        Assert.False(joins.IsFull(room, 0));
    }
}
