using Parlance.Domain.Roster;

namespace Parlance.Domain.Tests.Roster;

public class RosterTests
{
    private const string Ana = "ana@localhost", Ben = "ben@localhost";

    private readonly Story _story = new();

    public RosterTests()
    {
        _story.Account("Ana");
        _story.Account("Ben");
    }

    private RosterTable Rosters => _story.State.Rosters;

    [Fact]
    public void a_contact_has_a_name_and_groups()
    {
        _story.When("ana", new SetRosterItem(Ben, "Benny", ["friends", "work"])).Happens<RosterItemSet>();
        var item = Rosters.ItemOf(Ana, Ben)!.Value;
        Assert.Equal(("Benny", "none"), (item.Alias, item.Subscription.Word));
        Assert.Equal(["friends", "work"], item.Groups);
        Assert.Null(Rosters.ItemOf(Ben, Ana));
    }

    [Fact]
    public void what_is_set_replaces_what_was_there_and_no_subscription()
    {
        _story.When("ana", new Subscribe(Ben));
        _story.When("ben", new Approve(Ana));
        _story.When("ana", new SetRosterItem(Ben, "", []));
        var item = Rosters.ItemOf(Ana, Ben)!.Value;
        Assert.Equal((null, "to"), (item.Alias, item.Subscription.Word));
    }

    [Fact]
    public void who_is_not_on_the_list_cannot_be_taken_off_it() => _story.When("ana", new RemoveRosterItem(Ben)).Refused(RefusalCode.NothingToDo);

    [Fact]
    public void names_and_groups_have_their_limits()
    {
        _story.When("ana", new SetRosterItem(Ben, new('x', RosterTable.NameBytesMax), [new('g', RosterTable.NameBytesMax)])).Happens<RosterItemSet>();
        _story.When("ana", new SetRosterItem(Ben, new('x', RosterTable.NameBytesMax + 1), [])).Refused(RefusalCode.TooLong);
        _story.When("ana", new SetRosterItem(Ben, null, [new('g', RosterTable.NameBytesMax + 1)])).Refused(RefusalCode.TooLong);
        _story.When("ana", new SetRosterItem(Ben, null, [""])).Refused(RefusalCode.TooLong);
        _story.When("ana", new SetRosterItem(Ben, null, ["a", "a"])).Refused(RefusalCode.BadParameter);
        _story.When("ana", new SetRosterItem(Ben, null, [.. Enumerable.Range(0, RosterTable.GroupsMax).Select(i => $"{i}")])).Happens<RosterItemSet>();
        _story.When("ana", new SetRosterItem(Ben, null, [.. Enumerable.Range(0, RosterTable.GroupsMax + 1).Select(i => $"{i}")])).Refused(RefusalCode.ListFull);
    }

    [Fact]
    public void a_contact_too_many_is_refused_by_whatever_way_it_comes()
    {
        for (var i = 0; i < RosterTable.ItemsMax; i++) _story.When("ana", new SetRosterItem($"c{i}@localhost", null, [])).Happens<RosterItemSet>();
        _story.When("ana", new SetRosterItem(Ben, null, [])).Refused(RefusalCode.ListFull);
        _story.When("ana", new Subscribe(Ben)).Refused(RefusalCode.ListFull);
        _story.When("ana", new Approve(Ben)).Refused(RefusalCode.ListFull);
        _story.When("ana", new SetRosterItem("c0@localhost", "again", [])).Happens<RosterItemSet>();
    }

    [Fact]
    public void the_version_grows_with_what_the_owner_sees_and_with_nothing_else()
    {
        var (ana, ben) = (Rosters.VersionOf(Ana), Rosters.VersionOf(Ben));
        _story.When("ana", new Subscribe(Ben));
        Assert.True(Rosters.VersionOf(Ana) > ana);
        Assert.Equal(ben, Rosters.VersionOf(Ben));
        ana = Rosters.VersionOf(Ana);

        _story.When("ben", new Approve(Ana));
        Assert.True(Rosters.VersionOf(Ana) > ana);
        Assert.True(Rosters.VersionOf(Ben) > ben);
        (ana, ben) = (Rosters.VersionOf(Ana), Rosters.VersionOf(Ben));

        _story.When("ben", new Subscribe(Ana));
        Assert.Equal(ana, Rosters.VersionOf(Ana));
        Assert.True(Rosters.VersionOf(Ben) > ben);
    }

    [Fact]
    public void who_knows_an_earlier_version_is_told_what_changed_since()
    {
        _story.When("ana", new SetRosterItem("c@localhost", null, []));
        var version = Rosters.VersionOf(Ana);
        Assert.Empty(Rosters.ItemsSince(Ana, version)!);
        _story.When("ana", new Subscribe(Ben));
        Assert.Equal(Ben, Assert.Single(Rosters.ItemsSince(Ana, version)!).Contact);
    }

    [Fact]
    public void after_a_removal_only_the_whole_list_says_what_is_lacking()
    {
        _story.When("ana", new SetRosterItem(Ben, null, []));
        var version = Rosters.VersionOf(Ana);
        _story.When("ana", new RemoveRosterItem(Ben)).AllHappen(typeof(RosterItemRemoved));
        Assert.Null(Rosters.ItemsSince(Ana, version));
        Assert.Null(Rosters.ItemsSince(Ana, default));
        Assert.Empty(Rosters.ItemsSince(Ana, Rosters.VersionOf(Ana))!);
    }

    [Fact]
    public void watchers_are_those_who_want_and_may()
    {
        _story.When("ana", new Subscribe(Ben));
        Assert.Empty(Rosters.WatchersOf(Ben));
        _story.When("ben", new Approve(Ana));
        Assert.Equal([Ana], Rosters.WatchersOf(Ben));
        Assert.Equal([Ben], Rosters.WatchedBy(Ana));
        Assert.Empty(Rosters.WatchersOf(Ana));
    }
}
