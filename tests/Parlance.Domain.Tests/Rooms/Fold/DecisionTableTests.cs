using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Domain.Tests.Rooms.Fold;

/// <summary>What two do at the same time on two nodes, row by row. Every outcome is folded in several orders and on three nodes.</summary>
public class DecisionTableTests
{
    private readonly Mesh _mesh = new();

    /// <summary>Guest Fay founds on the first node; Ana and Ben of two nodes are operators, Ana the senior; Cal is in and nobody.</summary>
    private Mesh Lobby(params RoomMode[] modes)
    {
        _mesh.At(10, "fay1", new RoomCreated("lobby", "lobby") { Modes = modes });
        _mesh.At(11, "fay1", new MemberJoined(_mesh["fay1"]));
        _mesh.Sync();
        foreach (var (who, when) in new[] { ("ana1", 20), ("ben2", 30), ("cal3", 40), ("dan3", 50) })
        {
            _mesh.At(when, who, new MemberJoined(_mesh[who]));
            _mesh.Sync();
        }

        _mesh.At(60, "fay1", new RankGranted(_mesh["ana1"], Rank.Operator));
        _mesh.At(70, "fay1", new RankGranted(_mesh["ben2"], Rank.Operator));
        return _mesh.Sync();
    }

    private Dot Create(long at, string who)
    {
        var create = _mesh.At(at, who, new RoomCreated("lobby", "lobby"));
        _mesh.At(at + 1, who, new MemberJoined(_mesh[who]));
        return create;
    }

    private static RankGranted Op(Uid user) => new(user, Rank.Operator);
    private static RankRevoked Deop(Uid user) => new(user, Rank.Operator);
    private static ModeChanged On(RoomMode mode, string? value = null) => new(mode, true, value);
    private static ModeChanged Off(RoomMode mode) => new(mode, false, null);
    private static MaskAdded Ban(string who) => new(MaskListKind.Ban, $"{who}!*@*", "somebody");

    [Fact]
    public void row_1_of_two_guests_who_create_a_room_the_earlier_is_founder_and_what_the_other_did_as_such_falls()
    {
        var first = Create(1000, "ana1");
        var second = Create(1005, "ben2");
        var mode = _mesh.At(1010, "ben2", On(RoomMode.Moderated));
        var room = _mesh.Folded().Room;
        Assert.Equal(first, room.Creation.Dot);
        Assert.Equal(Rank.Founder, room.RankOf(_mesh["ana1"]));
        Assert.Equal(Rank.None, room.RankOf(_mesh["ben2"]));
        Assert.Equal(2, room.Members.Count);
        Assert.False(room.Has(RoomMode.Moderated));
        Assert.Equal(new(Fate.Annulled, AnnulmentCause.CreatedElsewhere, first), _mesh.Fate(second));
        Assert.Equal(new(Fate.Annulled, AnnulmentCause.BasisAnnulled, second), _mesh.Fate(mode));
    }

    [Fact]
    public void row_1_in_the_same_millisecond_there_is_still_one_founder()
    {
        Create(1000, "ana1");
        Create(1000, "ben2");
        Assert.Single(_mesh.Folded().Room.Members.Values, member => member.Rank == Rank.Founder);
    }

    [Fact]
    public void row_2_an_account_comes_before_an_earlier_guest()
    {
        Create(1000, "ana1");
        _mesh.LogIn("ben2", "ben");
        Create(9000, "ben2");
        var room = _mesh.Folded().Room;
        Assert.Equal(Rank.Founder, room.RankOf(_mesh["ben2"]));
        Assert.Equal(Rank.None, room.RankOf(_mesh["ana1"]));
        Assert.Equal(Access.Owner, room.AccessOf("ben"));
    }

    [Fact]
    public void row_3_a_registered_room_is_whose_it_is_registered_for()
    {
        _mesh.LogIn("ben2", "ben");
        Create(1000, "ben2");
        var registered = _mesh.Replicas[1].Room.Instance;
        _mesh.LogIn("ana1", "ana");
        Create(500, "ana1");
        _mesh.Charter = _mesh.Charter with { Claimed = registered };
        foreach (var replica in _mesh.Replicas) replica.Adopt(_mesh.Charter, out _);
        var room = _mesh.Folded().Room;
        Assert.Equal(registered, room.Instance);
        Assert.Equal(Rank.None, room.RankOf(_mesh["ana1"]));
        Assert.Equal(Access.None, room.AccessOf("ana"));
    }

    [Fact]
    public void row_4_who_joins_on_one_side_of_a_split_creates_nothing_and_gets_no_rank()
    {
        Lobby();
        var again = _mesh.At(5000, "eve2", new RoomCreated("lobby", "lobby"));
        _mesh.At(5001, "eve2", new MemberJoined(_mesh["eve2"]));
        var room = _mesh.Folded().Room;
        Assert.Equal(Flaw.RoomExists, _mesh.Fate(again).Flaw);
        Assert.Equal(Rank.None, room.RankOf(_mesh["eve2"]));
    }

    [Fact]
    public void row_5_what_a_junior_did_after_losing_rank_falls_and_grants_fall_in_any_case()
    {
        Lobby();
        var deop = _mesh.At(5000, "ana1", Deop(_mesh["ben2"]));
        var ban = _mesh.At(6000, "ben2", Ban("cal3"));
        var grant = _mesh.At(6100, "ben2", Op(_mesh["cal3"]));
        var room = _mesh.Folded().Room;
        Assert.Empty(room.Lists);
        Assert.Equal(Rank.None, room.RankOf(_mesh["cal3"]));
        Assert.Equal(Rank.None, room.RankOf(_mesh["ben2"]));
        Assert.All([ban, grant], dot => Assert.Equal(new(Fate.Annulled, AnnulmentCause.AuthorityRemoved, deop), _mesh.Fate(dot)));
    }

    [Theory, InlineData(2999, true), InlineData(3000, false)]
    public void row_5_what_a_junior_did_more_than_two_seconds_before_stands_but_grants_do_not(long at, bool stands)
    {
        Lobby();
        var ban = _mesh.At(at, "ben2", Ban("cal3"));
        var grant = _mesh.At(at + 1, "ben2", Op(_mesh["cal3"]));
        _mesh.At(5000, "ana1", Deop(_mesh["ben2"]));
        _mesh.Folded();
        Assert.Equal(stands, _mesh.Fate(ban).IsEffective);
        Assert.False(_mesh.Fate(grant).IsEffective);
    }

    [Fact]
    public void row_6_of_two_operators_who_depose_each_other_the_senior_stays()
    {
        Lobby();
        _mesh.At(6000, "ana1", Deop(_mesh["ben2"]));
        _mesh.At(5000, "ben2", Deop(_mesh["ana1"]));
        var room = _mesh.Folded().Room;
        Assert.Equal(Rank.Operator, room.RankOf(_mesh["ana1"]));
        Assert.Equal(Rank.None, room.RankOf(_mesh["ben2"]));
    }

    [Fact]
    public void row_7_nobody_deposes_a_founder()
    {
        Lobby();
        _mesh.At(5000, "fay1", Deop(_mesh["ben2"]));
        var rebel = _mesh.At(4000, "ben2", new RankRevoked(_mesh["fay1"], Rank.Founder));
        Assert.Equal(Rank.Founder, _mesh.Folded().Room.RankOf(_mesh["fay1"]));
        Assert.Equal(Fate.Invalid, _mesh.Fate(rebel).Fate);
    }

    [Fact]
    public void row_8_a_senior_who_was_deposed_unawares_keeps_what_they_set()
    {
        Lobby();
        _mesh.At(5000, "ben2", Deop(_mesh["ana1"]));
        _mesh.At(9000, "ana1", On(RoomMode.Moderated));
        var room = _mesh.Folded().Room;
        Assert.Equal(Rank.None, room.RankOf(_mesh["ana1"]));
        Assert.True(room.Has(RoomMode.Moderated));
    }

    [Fact]
    public void row_9_taking_a_rank_beats_giving_it_and_the_founder_beats_both()
    {
        Lobby();
        _mesh.At(5000, "fay1", Op(_mesh["cal3"]));
        _mesh.At(5001, "fay1", Op(_mesh["dan3"]));
        _mesh.Sync();
        _mesh.At(6000, "ana1", Deop(_mesh["cal3"]));
        _mesh.At(6001, "ana1", Deop(_mesh["dan3"]));
        _mesh.Sync();
        _mesh.At(8000, "fay1", Op(_mesh["dan3"]));
        _mesh.At(7000, "ana1", Op(_mesh["cal3"]));
        _mesh.At(7500, "ben2", Op(_mesh["cal3"]));
        _mesh.At(7600, "ben2", Deop(_mesh["cal3"]));
        _mesh.At(7700, "ben2", Op(_mesh["dan3"]));
        _mesh.At(8100, "ben2", Deop(_mesh["dan3"]));
        var room = _mesh.Folded().Room;
        Assert.Equal(Rank.None, room.RankOf(_mesh["cal3"]));
        Assert.Equal(Rank.Operator, room.RankOf(_mesh["dan3"]));
    }

    [Theory, InlineData(4000, "new"), InlineData(6000, "")]
    public void row_10_a_topic_stands_against_a_topic_lock_only_if_it_was_earlier(long at, string text)
    {
        Lobby();
        var topic = _mesh.At(at, "cal3", new TopicSet("new", "cal"));
        var locks = _mesh.At(5000, "ana1", On(RoomMode.TopicLocked));
        Assert.Equal(text, _mesh.Folded().Room.Topic.Text);
        if (text.Length == 0) Assert.Equal(new(Fate.Annulled, AnnulmentCause.Restricted, locks), _mesh.Fate(topic));
    }

    [Fact]
    public void row_10_a_topic_after_the_lock_was_lifted_again_stands()
    {
        Lobby();
        _mesh.At(5000, "ana1", On(RoomMode.TopicLocked));
        _mesh.At(5500, "ana1", Off(RoomMode.TopicLocked));
        _mesh.At(6000, "cal3", new TopicSet("new", "cal"));
        Assert.Equal("new", _mesh.Folded().Room.Topic.Text);
    }

    [Fact]
    public void row_11_among_equals_the_tighter_mode_stands()
    {
        Lobby(RoomMode.TopicLocked);
        _mesh.At(6000, "ana1", Off(RoomMode.TopicLocked));
        _mesh.At(5000, "ben2", Off(RoomMode.TopicLocked));
        _mesh.At(5500, "ben2", On(RoomMode.TopicLocked));
        Assert.True(_mesh.Folded().Room.Has(RoomMode.TopicLocked));
    }

    [Fact]
    public void row_12_the_senior_mode_stands_even_if_it_is_looser()
    {
        Lobby(RoomMode.TopicLocked);
        _mesh.At(5000, "fay1", Off(RoomMode.TopicLocked));
        _mesh.At(5900, "ben2", Off(RoomMode.TopicLocked));
        _mesh.At(6000, "ben2", On(RoomMode.TopicLocked));
        Assert.False(_mesh.Folded().Room.Has(RoomMode.TopicLocked));
    }

    [Fact]
    public void row_13_a_locked_mode_reads_as_it_is_locked()
    {
        Lobby(RoomMode.Secret);
        _mesh.At(5000, "fay1", new ModeLocked(RoomMode.Secret, true, null));
        var off = _mesh.At(6000, "ben2", Off(RoomMode.Secret));
        Assert.True(_mesh.Folded().Room.Has(RoomMode.Secret));
        Assert.True(_mesh.Fate(off).IsEffective);
        _mesh.At(7000, "fay1", new ModeLocked(RoomMode.Secret, null, null));
        Assert.False(_mesh.Folded().Room.Has(RoomMode.Secret));
    }

    [Theory, InlineData(4000, true), InlineData(6000, false)]
    public void row_14_who_joins_after_a_ban_elsewhere_is_not_in(long at, bool isIn)
    {
        Lobby();
        _mesh.At(at, "eve2", new MemberJoined(_mesh["eve2"]));
        _mesh.At(5000, "ana1", Ban("eve2"));
        Assert.Equal(isIn, _mesh.Folded().Room.MemberOf(_mesh["eve2"]) is not null);
    }

    [Theory, InlineData(4000, false), InlineData(6000, true)]
    public void row_14_what_somebody_says_after_their_ban_is_not_shown(long at, bool barred)
    {
        Lobby();
        var said = _mesh.Replicas[2].Seen;
        _mesh.At(5000, "ana1", Ban("cal3"));
        _mesh.Sync();
        var stamp = Stamp.At(new(1_800_000_000_000 + at));
        var at3 = new Envelope { Stamp = stamp, Node = Mesh.Node(3), Incarnation = 1, By = new(_mesh["cal3"]), Room = _mesh.Replicas[0].Room.Instance, Context = said };
        var guise = new Guise { NickFolded = "cal3", Ident = "~u", Host = "cal3.test" };
        Assert.All(_mesh.Replicas, replica => Assert.Equal(barred, replica.Hears(at3, guise)!.Value.IsBarred));
    }

    [Fact]
    public void row_15_a_ban_survives_a_removal_that_did_not_see_it_and_an_exception_does_not()
    {
        Lobby();
        _mesh.At(100, "ana1", Ban("eve2"));
        _mesh.At(101, "ana1", new MaskAdded(MaskListKind.Exception, "eve2!*@*", "ana"));
        _mesh.Sync();
        _mesh.At(4000, "ana1", new MaskRemoved(MaskListKind.Ban, "eve2!*@*"));
        _mesh.At(4001, "ana1", Ban("eve2"));
        _mesh.At(4002, "ana1", new MaskRemoved(MaskListKind.Exception, "eve2!*@*"));
        _mesh.At(4003, "ana1", new MaskAdded(MaskListKind.Exception, "eve2!*@*", "ana"));
        _mesh.At(6000, "ben2", new MaskRemoved(MaskListKind.Ban, "eve2!*@*"));
        _mesh.At(6001, "ben2", new MaskRemoved(MaskListKind.Exception, "eve2!*@*"));
        Assert.Equal(MaskListKind.Ban, Assert.Single(_mesh.Folded().Room.Lists.Keys).List);
    }

    [Fact]
    public void row_16_a_kick_removes_the_joining_it_saw_and_no_other()
    {
        Lobby();
        _mesh.At(5000, "ana1", new MemberKicked(_mesh["cal3"], "out"));
        _mesh.At(5000, "ana1", new MemberKicked(_mesh["dan3"], "out"));
        _mesh.At(4000, "cal3", new MemberParted(_mesh["cal3"], null));
        _mesh.At(4500, "cal3", new MemberJoined(_mesh["cal3"]));
        var room = _mesh.Folded().Room;
        Assert.NotNull(room.MemberOf(_mesh["cal3"]));
        Assert.Null(room.MemberOf(_mesh["dan3"]));
    }

    [Theory, InlineData(4000, "mine"), InlineData(6000, "")]
    public void row_17_what_a_kicked_member_did_before_the_kick_stays(long at, string text)
    {
        Lobby();
        _mesh.At(at, "cal3", new TopicSet("mine", "cal"));
        _mesh.At(5000, "ana1", new MemberKicked(_mesh["cal3"], "out"));
        Assert.Equal(text, _mesh.Folded().Room.Topic.Text);
    }

    [Theory]
    [InlineData(RoomMode.Key, "secret"), InlineData(RoomMode.InviteOnly, null), InlineData(RoomMode.RegisteredOnly, null)]
    public void row_18_who_joins_after_the_door_was_shut_elsewhere_is_not_in(RoomMode mode, string? value)
    {
        Lobby();
        _mesh.At(4000, "eve2", new MemberJoined(_mesh["eve2"]));
        _mesh.At(5000, "ana1", On(mode, value));
        _mesh.At(6000, "gus2", new MemberJoined(_mesh["gus2"]));
        var room = _mesh.Folded().Room;
        Assert.NotNull(room.MemberOf(_mesh["eve2"]));
        Assert.Null(room.MemberOf(_mesh["gus2"]));
    }

    [Fact]
    public void row_18_when_two_sides_fill_the_last_place_the_latest_goes()
    {
        Lobby();
        _mesh.At(100, "ana1", On(RoomMode.Limit, "6"));
        _mesh.Sync();
        _mesh.At(5000, "eve2", new MemberJoined(_mesh["eve2"]));
        _mesh.At(4000, "gus3", new MemberJoined(_mesh["gus3"]));
        var room = _mesh.Folded().Room;
        Assert.Equal(6, room.Members.Count);
        Assert.Null(room.MemberOf(_mesh["eve2"]));
    }

    [Fact]
    public void row_19_a_rank_from_voice_up_exempts_from_a_ban_on_speech()
    {
        Lobby();
        _mesh.At(100, "ana1", new RankGranted(_mesh["cal3"], Rank.Voice));
        _mesh.Sync();
        _mesh.At(5000, "ana1", Ban("cal3"));
        _mesh.At(5001, "ana1", Ban("dan3"));
        _mesh.At(6000, "cal3", new TopicSet("allowed", "cal"));
        _mesh.At(6500, "dan3", new TopicSet("barred", "dan"));
        Assert.Equal("allowed", _mesh.Folded().Room.Topic.Text);
    }

    [Fact]
    public void row_20_an_owner_who_gives_and_takes_the_same_access_on_two_nodes_has_taken_it()
    {
        _mesh.LogIn("own1", "own").LogIn("own2", "own");
        Create(10, "own1");
        _mesh.Sync();
        _mesh.At(20, "own2", new MemberJoined(_mesh["own2"]));
        _mesh.At(30, "own1", new AccessChanged("gus", Access.Admin));
        _mesh.Sync();
        _mesh.At(6000, "own1", new AccessChanged("gus", Access.Owner));
        _mesh.At(5000, "own2", new AccessChanged("gus", Access.None));
        var room = _mesh.Folded().Room;
        Assert.Equal(Access.None, room.AccessOf("gus"));
        Assert.Equal(Access.Owner, room.AccessOf("own"));
    }

    [Fact]
    public void row_24_who_joins_while_the_room_is_closed_elsewhere_keeps_it_open()
    {
        _mesh.LogIn("ana1", "ana");
        Create(1000, "ana1");
        _mesh.At(1500, "ana1", new AccessChanged("ben", Access.Operator));
        _mesh.At(2000, "ana1", new MemberParted(_mesh["ana1"], null));
        _mesh.Sync();
        var close = _mesh.ByServer(1, 5000, new RoomClosed("empty"));
        _mesh.At(4000, "cal3", new MemberJoined(_mesh["cal3"]));
        var room = _mesh.Folded().Room;
        Assert.True(room.IsOpen);
        Assert.Single(room.Members);
        Assert.Equal(Access.Operator, room.AccessOf("ben"));
        Assert.Equal(AnnulmentCause.JoinedMeanwhile, _mesh.Fate(close).Cause);
    }

    [Fact]
    public void row_24_a_closed_room_is_gone_and_its_name_is_free()
    {
        Create(1000, "ana1");
        _mesh.At(1500, "ana1", On(RoomMode.Moderated));
        _mesh.At(2000, "ana1", new MemberParted(_mesh["ana1"], null));
        _mesh.Sync();
        _mesh.ByServer(2, 5000, new RoomClosed("empty"));
        Assert.False(_mesh.Folded().Room.IsOpen);
        Create(9000, "ben2");
        var room = _mesh.Folded().Room;
        Assert.Equal(Rank.Founder, room.RankOf(_mesh["ben2"]));
        Assert.False(room.Has(RoomMode.Moderated));
        Assert.Single(room.Members);
    }

    [Fact]
    public void row_24_who_took_the_name_of_a_room_that_lived_on_is_a_member_of_it()
    {
        _mesh.At(1000, "ana1", new RoomCreated("lobby", "lobby"));
        _mesh.Sync();
        _mesh.ByServer(1, 5000, new RoomClosed("empty"));
        Create(5500, "ana1");
        _mesh.At(5200, "cal3", new MemberJoined(_mesh["cal3"]));
        var room = _mesh.Folded().Room;
        Assert.Equal([_mesh["ana1"], _mesh["cal3"]], room.Members.Keys.Order());
        Assert.Equal(Rank.None, room.RankOf(_mesh["ana1"]));
        Assert.Contains(_mesh.Replicas[0].Unstable, fact => fact.Verdict.Cause == AnnulmentCause.RoomLivedOn);
    }

    [Fact]
    public void row_24_an_owner_who_ends_a_room_ends_it_for_those_who_join_meanwhile()
    {
        _mesh.LogIn("own1", "own");
        Create(1000, "own1");
        _mesh.Sync();
        _mesh.At(5000, "own1", new RoomClosed("over"));
        _mesh.At(4000, "cal3", new MemberJoined(_mesh["cal3"]));
        Assert.False(_mesh.Folded().Room.IsOpen);
    }

    [Fact]
    public void row_25_a_restart_voids_the_sessions_of_its_guests_and_their_ranks()
    {
        Lobby();
        _mesh.Restart(2);
        _mesh.At(5000, "gus2", new MemberJoined(_mesh["gus2"]));
        var room = _mesh.Folded().Room;
        Assert.Null(room.MemberOf(_mesh["ben2"]));
        Assert.Equal(Rank.None, room.RankOf(_mesh["ben2"]));
        Assert.NotNull(room.MemberOf(_mesh["gus2"]));
    }
}
