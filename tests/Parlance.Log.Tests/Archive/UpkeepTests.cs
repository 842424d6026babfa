using System.Text;
using Parlance.Domain;

namespace Parlance.Log.Tests.Archive;

public sealed class UpkeepTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void texts_beyond_retention_go_from_every_file_in_slices_and_the_chain_stays_whole()
    {
        var story = Enumerable.Range(1, 1_200).Select(i => Talked.Said(i, Given.Ana, $"secret {i}")).ToArray();
        _temp.With((store, archive) =>
        {
            store.Append(story);
            var keeping = new ArchiveKeeping(Talked.At(1_100).Wall);
            var slices = 1;
            while (store.Keep(keeping)) slices++;
            Assert.Equal(3, slices);
            Assert.Equal(101, archive.Count(new() { Conversation = Talked.InLobby }).Count);
            Assert.Equal("secret 1100", Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby, FromNewest = false }))[0]);
            Assert.IsType<UnknownEvent>(store.Read(1).First().Event);
            Assert.False(store.Keep(keeping));
        });
        Assert.Equal(new LogVerdict(1_200, null), LogVerifier.Verify(_temp.Path));
        Assert.Null(ArchiveCheck.Compare(_temp.Path, Talked.Codec()));
    }

    [Fact]
    public void a_conversation_keeps_as_many_as_allowed_and_others_are_left_alone() => _temp.With((store, archive) =>
    {
        store.Append([.. Enumerable.Range(1, 700).Select(i => Talked.Said(i, Given.Ana, $"{i}"))]);
        store.Append([Talked.Said(800, Given.Ben, "k", Talked.Kitchen), Talked.Told(801, Given.Ana, Given.Ben, "1", "ana"), Talked.Told(802, Given.Ana, Given.Ben, "2", "ana"), Talked.Told(803, Given.Ana, Given.Ben, "3", "ana")]);
        while (store.Keep(new(default, MessagesMax: 2))) { }
        Assert.Equal(["699", "700"], Talked.Texts(archive.Read(new() { Conversation = Talked.InLobby })));
        Assert.Equal(["k"], Talked.Texts(archive.Read(new() { Conversation = Conversation.OfRoom(Talked.Kitchen) })));
        Assert.Equal(["2", "3"], Talked.Texts(archive.Read(new() { Conversation = Conversation.OfAccount("ana") })));
    });

    [Fact]
    public void what_was_taken_back_is_erased_only_where_that_is_asked_for() => _temp.With((store, archive) =>
    {
        store.Append([Talked.Said(1, Given.Ana, "1"), Talked.TakenBack(2, Given.Ana, 1), Talked.Told(3, Given.Ana, Given.Ben, "2"), Talked.TakenBack(4, Given.Ana, 3, Given.Ben)]);
        Assert.False(store.Keep(new(default)));
        Assert.NotNull(archive.Find(Talked.InLobby, Talked.Id(1)));
        Assert.False(store.Keep(new(default, ErasesRedacted: true)));
        Assert.Null(archive.Find(Talked.InLobby, Talked.Id(1)));
        Assert.Equal(2, store.Read(1).Count(entry => entry.Event is UnknownEvent));
    });

    [Fact]
    public void the_writer_keeps_house_by_itself()
    {
        using var folder = DataFolder.Open(_temp.Path);
        using var store = SqliteEventStore.Open(folder, Talked.Codec(), Durability.Relaxed);
        using var gone = new ManualResetEventSlim();
        using var writer = new LogWriter(store, _ => { }, _ => { })
        {
            Keeping = () =>
            {
                if (store.Read(1).FirstOrDefault().Event is UnknownEvent) gone.Set();
                return new(Talked.At(10).Wall);
            },
        };
        for (var i = 1; !gone.Wait(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken); i++)
        {
            Assert.True(i < 2_000, "nothing was cleared away");
            writer.Enqueue([Talked.Said(i, Given.Ana, Encoding.ASCII.GetString([65]))]);
        }
    }
}
