using Parlance.Domain.Rooms;
using Parlance.Domain.Rooms.Fold;

namespace Parlance.Domain.Tests.Rooms.Fold;

/// <summary>What a node does with a room's events: fast path, differences, waists, snapshots, fences, quota.</summary>
public class ReplicaTests
{
    private readonly Mesh _mesh = new();

    private Mesh Lobby(params string[] members)
    {
        _mesh.At(10, "fay1", new RoomCreated("lobby", "lobby"));
        _mesh.At(11, "fay1", new MemberJoined(_mesh["fay1"]));
        _mesh.Sync();
        foreach (var who in members)
        {
            _mesh.At(20, who, new MemberJoined(_mesh[who]));
            _mesh.Sync();
        }

        return _mesh;
    }

    private Taken Give(int node, Dot dot)
    {
        var (happened, at, guise) = _mesh.Facts.Single(fact => fact.At.Dot == dot);
        return _mesh.Replicas[node - 1].Take(happened, at, guise);
    }

    private void EverybodyAcknowledges()
    {
        foreach (var replica in _mesh.Replicas)
            for (var node = 1; node <= 3; node++) replica.Acknowledge(Mesh.Node(node), _mesh.Replicas[node - 1].Seen);
    }

    [Fact]
    public void an_event_that_saw_everything_is_assigned_and_said_as_it_is()
    {
        Lobby("ben2");
        var topic = _mesh.At(100, "ben2", new TopicSet("tea", "ben"));
        var taken = Give(1, topic);
        Assert.Equal((Intake.Evolved, Fate.Effective), (taken.Intake, taken.Verdict.Fate));
        Assert.Empty(taken.Changes);
        Assert.Equal(Intake.Known, Give(1, topic).Intake);
    }

    [Fact]
    public void an_event_whose_past_is_missing_waits()
    {
        Lobby("ben2");
        _mesh.At(100, "ben2", new TopicSet("tea", "ben"));
        var later = _mesh.At(200, "ben2", new TopicSet("coffee", "ben"));
        Assert.Equal(Intake.Early, Give(1, later).Intake);
    }

    [Fact]
    public void a_topic_that_came_too_late_is_taken_back_with_its_cause()
    {
        Lobby("ben2");
        _mesh.At(50, "ben2", new TopicSet("tea", "ben"));
        _mesh.Sync();
        var locks = _mesh.At(5000, "fay1", new ModeChanged(RoomMode.TopicLocked, true, null));
        var topic = _mesh.At(6000, "ben2", new TopicSet("coffee", "ben"));
        var change = Give(2, locks).Changes;
        Assert.Collection(change,
            mode => Assert.Equal(new ModeReads(RoomMode.TopicLocked, true, null) { Because = new(locks) }, mode),
            read =>
            {
                Assert.Equal(("tea", "ben"), (((TopicReads)read).Text, ((TopicReads)read).Setter));
                Assert.Equal((topic, AnnulmentCause.Restricted, locks), (read.Because.Annulled, read.Because.Cause, read.Because.By));
            });
    }

    [Fact]
    public void a_creator_who_was_not_the_first_loses_the_rank_and_hears_why()
    {
        var first = _mesh.At(1000, "ana1", new RoomCreated("lobby", "lobby"));
        _mesh.At(1001, "ana1", new MemberJoined(_mesh["ana1"]));
        _mesh.At(1005, "ben2", new RoomCreated("lobby", "lobby"));
        _mesh.At(1006, "ben2", new MemberJoined(_mesh["ben2"]));
        var changes = Give(2, first).Changes;
        Assert.Contains(changes, change => change is InstanceChanged { Because.Cause: AnnulmentCause.CreatedElsewhere });
        Assert.Contains(changes, change => change is RankTaken taken && taken.User == _mesh["ben2"] && taken.Rank == Rank.Founder);
    }

    [Fact]
    public void a_removed_operator_hears_who_removed_them()
    {
        Lobby("ben2");
        _mesh.At(100, "fay1", new RankGranted(_mesh["ben2"], Rank.Operator));
        _mesh.Sync();
        _mesh.At(5001, "ben2", new ModeChanged(RoomMode.Moderated, true, null));
        var deop = _mesh.At(5000, "fay1", new RankRevoked(_mesh["ben2"], Rank.Operator));
        Assert.Collection(Give(2, deop).Changes,
            rank => Assert.Equal(new RankTaken(_mesh["ben2"], Rank.Operator) { Because = new(deop) }, rank),
            mode => Assert.Equal((false, AnnulmentCause.AuthorityRemoved, deop), (((ModeReads)mode).On, mode.Because.Cause, mode.Because.By)));
    }

    [Fact]
    public void what_everybody_has_seen_is_compacted_and_the_room_stays_the_same()
    {
        Lobby("ben2", "cal3");
        var hash = _mesh.Replicas[0].Hash;
        Assert.NotEmpty(_mesh.Replicas[0].Unstable);
        EverybodyAcknowledges();
        Assert.All(_mesh.Replicas, replica =>
        {
            Assert.True(replica.Compact());
            Assert.False(replica.Compact());
            Assert.Empty(replica.Unstable);
            Assert.Equal(hash, replica.Hash);
        });
        _mesh.At(500, "ben2", new TopicSet("tea", "ben"));
        Assert.Equal("tea", _mesh.Sync().Replicas[2].Room.Topic.Text);
    }

    [Fact]
    public void a_node_on_its_own_keeps_no_events()
    {
        var alone = new Mesh(Charter.Of(Mesh.Node(1)));
        alone.At(10, "fay1", new RoomCreated("lobby", "lobby"));
        alone.At(11, "fay1", new MemberJoined(alone["fay1"]));
        Assert.Empty(alone.Replicas[0].Unstable);
        Assert.Equal(Rank.Founder, alone.Replicas[0].Room.RankOf(alone["fay1"]));
    }

    [Fact]
    public void a_newcomer_begins_with_a_snapshot()
    {
        Lobby("ben2", "cal3");
        _mesh.At(100, "fay1", new MaskAdded(MaskListKind.Ban, "eve!*@*", "fay"));
        _mesh.At(101, "fay1", new RankGranted(_mesh["ben2"], Rank.Voice));
        _mesh.At(102, "fay1", new ModeChanged(RoomMode.Key, true, "s\u00e9same"));
        _mesh.At(103, "fay1", new ModeLocked(RoomMode.Secret, true, null));
        _mesh.At(104, "fay1", new MemberInvited(_mesh["gus3"], "gus", new(9)));
        _mesh.At(105, "fay1", new Domain.Metadata.RoomMetadataSet("k", "v"));
        _mesh.At(106, "fay1", new TopicSet("tea", "fay"));
        _mesh.Sync();
        EverybodyAcknowledges();
        _mesh.Replicas[1].Compact();
        var snapshot = _mesh.Replicas[1].Snapshot();
        _mesh.Replicas[2].Compact();
        Assert.Equal(snapshot, _mesh.Replicas[2].Snapshot());
        var topic = _mesh.At(200, "ben2", new TopicSet("coffee", "ben"));
        var newcomer = RoomReplica.Restore(Mesh.Node(3), _mesh.Charter, snapshot);
        var (happened, at, guise) = _mesh.Facts.Single(fact => fact.At.Dot == topic);
        Assert.Equal(Intake.Evolved, newcomer.Take(happened, at, guise).Intake);
        Assert.Equal(_mesh.Replicas[1].Hash, newcomer.Hash);
    }

    [Fact]
    public void a_snapshot_that_is_cut_or_changed_is_refused_and_never_crashes()
    {
        Lobby("ben2");
        EverybodyAcknowledges();
        _mesh.Replicas[0].Compact();
        var snapshot = _mesh.Replicas[0].Snapshot();
        for (var length = 0; length < snapshot.Length; length++) Assert.Throws<FormatException>(() => RoomReplica.Restore(Mesh.Node(1), _mesh.Charter, snapshot.AsSpan(0, length)));
        var chance = new Random(5);
        for (var i = 0; i < 5000; i++)
        {
            var changed = snapshot.ToArray();
            for (var j = 0; j < 3; j++) changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
            try
            {
                RoomReplica.Restore(Mesh.Node(1), _mesh.Charter, changed);
            }
            catch (FormatException)
            {
                // refused, as it should be
            }
        }
    }

    [Fact]
    public void an_event_of_another_content_under_a_known_dot_is_noticed()
    {
        Lobby("ben2");
        var (_, at, _) = _mesh.Facts[^1];
        Assert.Equal(Intake.Contradicted, _mesh.Replicas[0].Take(new MemberJoined(_mesh["ben2"]), at with { Stamp = new(at.Stamp.Value + 1) }).Intake);
    }

    [Fact]
    public void what_a_fenced_node_wrote_afterwards_loses_its_dots_and_waists_go_on_without_it()
    {
        Lobby("ben2", "cal3");
        EverybodyAcknowledges();
        var accepted = _mesh.Replicas[0].Seen;
        var lost = _mesh.At(100, "cal3", new TopicSet("mine", "cal"));
        _mesh.At(200, "ben2", new TopicSet("ours", "ben"));
        var fenced = _mesh.Charter.With(new(Mesh.Node(3)) { IsAbsent = true, Fence = new(1, accepted) });
        foreach (var replica in _mesh.Replicas) replica.Adopt(fenced, out _);
        Assert.Equal(Intake.Fenced, Give(1, lost).Intake);
        _mesh.Replicas[1].Acknowledge(Mesh.Node(1), accepted);
        Assert.Empty(_mesh.Replicas[2].Unstable.Where(fact => fact.At.Dot == lost));

        var back = RoomReplica.Restore(Mesh.Node(3), _mesh.Charter, _mesh.Replicas[2].Snapshot());
        foreach (var (happened, at, guise) in _mesh.Facts) back.Take(happened, at, guise);
        back.Adopt(fenced, out var dropped);
        Assert.Equal(lost, Assert.Single(dropped).At.Dot);
        Assert.Equal("ours", back.Room.Topic.Text);
    }

    [Fact]
    public void a_node_in_quarantine_is_as_if_it_had_not_written()
    {
        Lobby("ben2", "cal3");
        _mesh.At(100, "fay1", new RankGranted(_mesh["ben2"], Rank.Operator));
        _mesh.Sync();
        _mesh.At(200, "ben2", new MaskAdded(MaskListKind.Ban, "cal3!*@*", "ben"));
        _mesh.Sync();
        var changes = _mesh.Replicas[0].Adopt(_mesh.Charter.With(new(Mesh.Node(2)) { IsQuarantined = true }), out var dropped);
        Assert.Empty(dropped);
        Assert.Contains(changes, change => change is MaskUnlisted { Because.Cause: AnnulmentCause.Quarantined });
        Assert.Contains(changes, change => change is MemberGone gone && gone.User == _mesh["ben2"]);
    }

    [Fact]
    public void a_room_with_too_much_unstable_takes_only_founders_and_accounts()
    {
        Lobby("ben2");
        var replica = _mesh.Replicas[0];
        while (!replica.IsDegraded) _mesh.At(100, "fay1", new TopicSet($"topic {replica.Unstable.Count}", "fay"));
        Assert.InRange(replica.Unstable.Count, 1000, RoomReplica.UnstableMax);
        Assert.True(replica.UnstableBytes <= RoomReplica.UnstableBytesMax + 1000);
        Assert.True(replica.Admits(new(_mesh["fay1"])));
        Assert.True(replica.Admits(new(_mesh["eve1"], "eve")));
        Assert.False(replica.Admits(new(_mesh["ben2"])));
    }

    [Fact]
    public void what_exceeds_the_quota_by_far_is_not_taken()
    {
        Lobby();
        var replica = _mesh.Replicas[0];
        var text = new string('x', 4000);
        while (replica.UnstableBytes < RoomReplica.QuotaTimesMax * RoomReplica.UnstableBytesMax) _mesh.At(100, "fay1", new TopicSet(text, "fay"));
        var at = _mesh.Facts[^1].At;
        var next = at with { Dot = replica.NextDot(1), Context = replica.Seen, Stamp = new(at.Stamp.Value + 1) };
        Assert.Equal(Intake.Full, replica.Take(new TopicSet("one more", "fay"), next).Intake);
    }

    [Fact]
    public void a_room_of_rules_that_are_unknown_here_is_not_read()
    {
        var stamp = Stamp.At(new(1_800_000_000_000));
        var at = new Envelope { Stamp = stamp, Node = Mesh.Node(1), Incarnation = 1, By = new(_mesh["fay1"]), Room = new(stamp, Mesh.Node(1)), Dot = new(Mesh.Node(1), 1, 1) };
        Assert.Equal(Intake.Unreadable, _mesh.Replicas[0].Take(new RoomCreated("lobby", "lobby") { Rules = RoomReplica.RulesMax + 1 }, at).Intake);
    }
}
