using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>A registered room needs nobody: it outlives its members, its lease and the process.</summary>
public class RegisteredRoomTests
{
    private readonly NodeRig _rig = new(NodeRig.Unlimited with { Rooms = new() { EmptyLease = TimeSpan.FromMinutes(10) } });

    [Fact]
    public void it_outlives_its_members_and_the_lease_and_another_does_not()
    {
        var ana = Owner();
        ana.Says("PART #lobby", "JOIN #other", "PART #other");
        _rig.Turn(11 * 60 * 1000);
        _rig.Turn(11 * 60 * 1000);
        Assert.True(_rig.Node.State.Rooms.TryGet("lobby", out _));
        Assert.False(_rig.Node.State.Rooms.TryGet("other", out _));
    }

    [Fact]
    public void once_dropped_it_waits_for_its_lease_and_goes()
    {
        var ana = Owner();
        ana.Says("PART #lobby");
        _rig.Turn(11 * 60 * 1000);
        Assert.Null(_rig.Node.Ask(ana.Connection.Session, Lobby, new UnregisterRoom()));
        _rig.Turn(9 * 60 * 1000);
        Assert.True(_rig.Node.State.Rooms.TryGet("lobby", out _));
        _rig.Turn(2 * 60 * 1000);
        Assert.False(_rig.Node.State.Rooms.TryGet("lobby", out _));
    }

    [Fact]
    public void topic_modes_lists_access_and_settings_are_there_after_a_start()
    {
        var ana = Owner();
        ana.Says("TOPIC #lobby :tea", "MODE #lobby +ml 20", "MODE #lobby +b *!*@bad");
        Assert.Null(_rig.Node.Ask(ana.Connection.Session, Lobby, new ChangeSetting(RoomSetting.Title, "The lobby")));
        _rig.Commit();

        var state = new NodeState();
        foreach (var entry in _rig.Log.Where(entry => entry.Event.Durable)) state.Take(entry.Event, entry.At);
        state.Take(new NodeStarted(2, "test"), _rig.Log[^1].At with { Position = _rig.Node.Position + 1 });
        Assert.True(state.Rooms.TryGet("lobby", out var room));
        Assert.Equal(("ana", true, "tea", 20, "The lobby"), (room.RegisteredTo, room.Has(RoomMode.Registered), room.Topic.Text, room.Modes.Limit, room.Setting(RoomSetting.Title)));
        Assert.Equal((Access.Owner, 1, 0), (room.AccessOf("ana"), room.Bans.Count, room.Count));
    }

    [Fact]
    public void a_room_that_is_closed_puts_everybody_out_with_the_reason()
    {
        var ana = Owner();
        var ben = _rig.Enter("ben");
        Assert.Null(_rig.Node.Ask(ana.Connection.Session, Lobby, new CloseRoom("done", "hall")));
        _rig.Commit();
        Assert.Equal([":ana!~ana@" + Host(ben) + " KICK #lobby ben :done (join #hall instead)"], ben.Hears());
        ben.Says("PRIVMSG #lobby :still here?");
        _rig.Commit();
        Assert.Contains("403", ben.Hears()[0], StringComparison.Ordinal);
    }

    private Room Lobby => _rig.Node.State.Rooms.TryGet("lobby", out var room) ? room : throw new InvalidOperationException("no lobby");

    private static string Host(Client client) => client.Connection.Session.User!.Host;

    /// <summary>Ana, logged in to her account, in a lobby that is registered to it.</summary>
    private Client Owner()
    {
        var ana = _rig.Enter("ana", room: null);
        Domain.Accounts.Account? account = null;
        _rig.Node.CreateAccount(new("ana", "pencil"), answer => account = answer.Account);
        _rig.DoWork();
        Assert.Null(_rig.Node.LogIn(ana.Connection.Session, "irc", account!));
        ana.Says("JOIN #lobby");
        Assert.Null(_rig.Node.Ask(ana.Connection.Session, Lobby, new RegisterRoom()));
        _rig.Commit();
        ana.Hears();
        return ana;
    }
}
