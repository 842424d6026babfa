using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Log.Tests.Archive;

public sealed class ArchiveTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void pages_count_from_the_end_that_is_asked_for_and_leave_out_what_they_name() => _temp.With((store, archive) =>
    {
        store.Append([.. Enumerable.Range(1, 9).Select(i => Talked.Said(i, Given.Ana, $"{i}"))]);
        var all = new ArchiveQuery { Conversation = Talked.InLobby, Limit = 3 };
        Assert.Equal(["7", "8", "9"], Talked.Texts(archive.Read(all)));
        Assert.Equal(["1", "2", "3"], Talked.Texts(archive.Read(all with { FromNewest = false })));
        Assert.Equal(["2", "3", "4"], Talked.Texts(archive.Read(all with { Before = ArchivePoint.At(Talked.Id(5)) })));
        Assert.Equal(["6", "7", "8"], Talked.Texts(archive.Read(all with { After = ArchivePoint.At(Talked.Id(5)), FromNewest = false })));
        Assert.Equal(["4", "5"], Talked.Texts(archive.Read(all with { After = ArchivePoint.At(Talked.At(3).Wall), Before = ArchivePoint.At(Talked.At(6).Wall) })));
        Assert.Equal(["8", "9"], Talked.Texts(archive.Read(all with { NotBefore = Talked.At(8).Wall })));
        Assert.False(archive.Read(all).IsComplete);
        Assert.True(archive.Read(all with { Limit = 9 }).IsComplete);
        Assert.Empty(archive.Read(all with { Limit = 0 }).Entries);
    });

    [Fact]
    public void nothing_beyond_the_position_asked_at_is_given() => _temp.With((store, archive) =>
    {
        store.Append([Talked.Said(1, Given.Ana, "1"), Talked.Said(2, Given.Ana, "2"), Talked.TakenBack(3, Given.Ana, 1)]);
        Assert.Equal(["1"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, AsOf = 1 })));
        Assert.Equal(["1", "2"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, AsOf = 2 })));
        Assert.Equal(["2"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, AsOf = 3 })));
    });

    [Fact]
    public void what_was_taken_back_is_gone_from_history_and_its_taking_back_is_there_for_who_asks() => _temp.With((store, archive) =>
    {
        store.Append([Talked.Said(1, Given.Ana, "1"), Talked.Said(2, Given.Ana, "2"), Talked.Reacted(3, Given.Ben, 2), Talked.TakenBack(4, Given.Ana, 1)]);
        Assert.Equal(["2"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby })));
        Assert.Equal(["2", "MessageSent", "MessageRedacted"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, Kinds = ArchiveKinds.All })));
        var found = archive.Find(Talked.InLobby, Talked.Id(1));
        Assert.Equal(ArchiveKinds.Redacted, found!.Value.Kind);
        Assert.Equal("1", Talked.Text(found.Value));
        Assert.Equal(ArchiveKinds.Messages, archive.Find(Talked.InLobby, Talked.Id(2))!.Value.Kind);
        Assert.Null(archive.Find(Talked.InLobby, Talked.Id(7)));
        Assert.Null(archive.Find(Conversation.OfRoom(Talked.Kitchen), Talked.Id(2)));
    });

    [Fact]
    public void what_was_said_to_operators_only_is_theirs() => _temp.With((store, archive) =>
    {
        store.Append([Talked.Said(1, Given.Ana, "all"), Talked.Said(2, Given.Ana, "operators", atLeast: Rank.Operator)]);
        Assert.Equal(["all"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, Rank = Rank.Voice })));
        Assert.Equal(["all", "operators"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, Rank = Rank.Operator })));
    });

    [Fact]
    public void two_parties_find_their_words_and_one_another() => _temp.With((store, archive) =>
    {
        store.Append([Talked.Told(1, Given.Ana, Given.Ben, "hi", "ana"), Talked.Told(2, Given.Ben, Given.Ana, "guest to guest"), Talked.Told(3, Given.Ana, Given.Ben, "again", "ana"), Talked.Told(4, Given.Ana, Given.Ana, "self")]);
        Assert.Equal(["hi", "again"], Talked.Texts(archive.Read(new() { Conversation = Conversation.Between(Given.Ben.ToString(), "ana") })));
        Assert.Equal(["hi", "again"], Talked.Texts(archive.Read(new() { Conversation = Conversation.OfAccount("ana") })));
        Assert.Equal(["guest to guest"], Talked.Texts(archive.Read(new() { Conversation = Conversation.Between(Given.Ana.ToString(), Given.Ben.ToString()) })));
        Assert.Equal([new(Given.Ben.ToString(), Talked.Id(3))], archive.Talks("ana"));
        Assert.Equal([new("ana", Talked.Id(3)), new(Given.Ana.ToString(), Talked.Id(2))], archive.Talks(Given.Ben.ToString()));
        store.Append([Talked.TakenBack(5, Given.Ana, 1, Given.Ben)]);
        Assert.Equal(["again"], Talked.Texts(archive.Read(new() { Conversation = Conversation.OfAccount("ana") })));
    });

    [Fact]
    public void a_rooms_events_come_with_the_names_of_that_time_and_never_with_an_address() => _temp.With((store, archive) =>
    {
        store.Append([
            Talked.Came(1, Given.Ben, "ben"),
            Talked.Entry(2, Given.Ben, new MemberJoined(Given.Ben), Talked.Lobby),
            Talked.Entry(3, Given.Ben, new NickChanged("bob", "bob") { Was = "ben", Rooms = [Talked.Lobby, Talked.Kitchen] }, default),
            Talked.Said(4, Given.Ben, "hi"),
            Talked.Entry(5, Given.Ben, new UserDisconnected("bye") { Rooms = [Talked.Lobby] }, default)]);
        var page = archive.Read(new() { Conversation = Talked.InLobby, Kinds = ArchiveKinds.All });
        Assert.Equal(["MemberJoined", "NickChanged", "hi", "UserDisconnected"], Talked.Texts(page));
        Assert.Equal("ben!i@cloaked", page.Entries[0].Source);
        Assert.Equal("ben!i@cloaked", page.Entries[0].About);
        Assert.Equal("ben!i@cloaked", page.Entries[1].Source);
        Assert.Equal("bob!i@cloaked", page.Entries[3].Source);
        Assert.Equal(["NickChanged"], Talked.Texts(archive.Read(new() { Conversation = Conversation.OfRoom(Talked.Kitchen), Kinds = ArchiveKinds.All })));
    });

    [Fact]
    public void counts_and_ids_are_answered() => _temp.With((store, archive) =>
    {
        store.Append([.. Enumerable.Range(1, 9).Select(i => Talked.Said(i, Given.Ana, $"{i}")), Talked.TakenBack(10, Given.Ana, 9)]);
        Assert.Equal(new ArchiveCount(8, Talked.Id(1), Talked.Id(8)), archive.Count(new() { Conversation = Talked.InLobby }));
        Assert.Equal(new ArchiveCount(2, Talked.Id(7), Talked.Id(8)), archive.Count(new() { Conversation = Talked.InLobby, After = ArchivePoint.At(Talked.Id(6)) }));
        Assert.Equal(default, archive.Count(new() { Conversation = Conversation.OfRoom(Talked.Kitchen) }));
        Assert.Equal(["3", "5"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, Ids = [Talked.Id(5), Talked.Id(3), Talked.Id(9), Talked.Id(77)] })));
        Assert.Equal(Talked.Id(8), archive.Latest(new() { Conversation = Talked.InLobby }));
        Assert.Throws<ArgumentOutOfRangeException>(() => archive.Read(new() { Conversation = Talked.InLobby, Limit = ArchiveQuery.LimitMax + 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => archive.Read(new() { Conversation = Talked.InLobby, Ids = new EventId[ArchiveQuery.IdsMax + 1] }));
    });

    [Fact]
    public void whoever_is_erased_is_gone_from_history_and_the_rest_is_left() => _temp.With((store, archive) =>
    {
        store.Append([Talked.Said(1, Given.Ana, "mine"), Talked.Said(2, Given.Ben, "yours")]);
        store.Keys.Erase(Given.Ana);
        Assert.Equal(["yours"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby })));
    });

    [Fact]
    public void a_failed_group_leaves_nothing_in_the_archive_and_is_in_it_once_when_given_again() => _temp.With((store, archive) =>
    {
        store.Pragma("max_page_count = 40");
        var group = Enumerable.Range(1, 3_000).Select(i => Talked.Said(i, Given.Ana, new string('x', 50))).ToArray();
        Assert.Throws<StoreException>(() => store.Append(group));
        Assert.Empty(archive.Read(new() { Conversation = Talked.InLobby }).Entries);
        store.Pragma("max_page_count = 1000000");
        store.Append(group);
        Assert.Equal(3_000, archive.Count(new() { Conversation = Talked.InLobby }).Count);
    });
}
