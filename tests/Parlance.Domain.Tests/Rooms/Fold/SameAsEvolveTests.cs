using Parlance.Domain.Metadata;
using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Domain.Tests.Rooms.Fold;

/// <summary>On one node a room evolves event by event, and the fold says the same of it: what was decided there is valid, and every field agrees.</summary>
public class SameAsEvolveTests
{
    private static readonly string[] People = ["Ana", "Ben", "Cleo", "Dan"];
    private readonly Story _story = new Story().WithLobby("Ben", "Cleo");
    private readonly Random _chance = new(11);

    [Fact]
    public void a_room_of_one_node_is_the_fold_of_its_events()
    {
        var node = Sid.Parse("1PA");
        var alone = new RoomReplica(node, Charter.Of(node));
        var linked = new RoomReplica(node, Charter.Of(node, Sid.Parse("2PB")));
        var taken = 0;
        for (var i = 0; i < 600; i++)
        {
            _story.Wall += TimeSpan.FromMilliseconds(_chance.Next(500));
            _story.When(_chance.GetItems(People, 1)[0], Command());
            for (; taken < _story.Log.Count; taken++)
            {
                var (happened, at) = _story.Log[taken];
                if (at.Room.IsNone) continue;
                Assert.Equal(Fate.Effective, alone.Take(happened, at).Verdict.Fate);
                Assert.Equal(Intake.Evolved, linked.Take(happened, at).Intake);
            }

            Agree(_story.Lobby, alone.Room);
        }

        Assert.True(taken > 250, "things happen");
        linked.Adopt(linked.Charter, out _);
        Assert.Equal(alone.Hash, linked.Hash);
    }

    private RoomCommand Command() => _chance.Next(12) switch
    {
        0 or 1 => new Join(null),
        2 => new Part(null),
        3 => new Kick(Somebody(), "out"),
        4 => new SetTopic($"topic {_chance.Next(99)}"),
        5 => new ChangeMode(_chance.GetItems([RoomMode.TopicLocked, RoomMode.Secret, RoomMode.NoInvite], 1)[0], _chance.Next(2) == 0),
        6 => new ChangeMode(RoomMode.Limit, _chance.Next(2) == 0, "9"),
        7 => new ChangeList(_chance.GetItems(Enum.GetValues<MaskListKind>(), 1)[0], $"*!*@h{_chance.Next(4)}", _chance.Next(3) > 0),
        8 => new Invite(Somebody(), "nick"),
        9 => new SetRoomMetadata("key", _chance.Next(2) == 0 ? null : "value"),
        10 => new LockMode(RoomMode.Secret, _chance.Next(3) switch { 0 => null, 1 => true, _ => false }),
        _ => new ChangeRank(Somebody(), _chance.GetItems([Rank.Voice, Rank.HalfOperator, Rank.Operator, Rank.Admin], 1)[0], _chance.Next(2) == 0),
    };

    private Uid Somebody() => _story[_chance.GetItems(People, 1)[0]].Uid;

    private static void Agree(Room room, FoldedRoom folded)
    {
        Assert.Equal((room.Instance, room.Name, room.Modes, room.Topic.Text ?? "", room.RegisteredTo), (folded.Instance, folded.Name, folded.Modes, folded.Topic.Text, folded.RegisteredTo));
        Assert.Equal(room.Members.Select(m => (m.User.Uid, m.Rank, m.Joined, m.Basis)).Order(), folded.Members.Values.Select(m => (m.User, m.Rank, m.Seat.Joined, m.Ranks.Length == 0 ? default : m.Ranks[0].By.Dot)).Order());
        foreach (var kind in Enum.GetValues<MaskListKind>())
            Assert.Equal(room.ListOf(kind).Select(e => e.Mask).Order(StringComparer.Ordinal), folded.Lists.Where(e => e.Key.List == kind).Select(e => e.Value[0].Mask).Order(StringComparer.Ordinal));
        Assert.Equal(room.Invitations.Keys.Order(), folded.Invitations.Keys.Order());
        Assert.Equal(room.Metadata?.Keys ?? Enumerable.Empty<string>(), folded.Metadata.Keys);
    }
}
