using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Log.Tests.Archive;

/// <summary>The tables, the tail and the archive in memory are one index over the events.</summary>
public sealed class ArchiveAgreementTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void whatever_the_order_and_the_groups_the_same_questions_have_the_same_answers(int seed)
    {
        var random = new Random(seed);
        using var memory = new MemoryEventStore();
        var story = Story(random, 5_000);
        random.Shuffle(story);
        for (var from = 0; from < story.Length;)
        {
            var group = story.AsSpan(from, Math.Min(random.Next(1, 700), story.Length - from));
            memory.Append(group);
            var written = group.ToArray();
            _temp.With((store, archive) =>
            {
                store.Append(written);
                Compare(random, archive, memory.Archive);
            });
            from += group.Length;
        }

        Assert.Null(ArchiveCheck.Compare(_temp.Path, Talked.Codec()));
    }

    [Fact]
    public void a_log_from_before_the_archive_gets_one()
    {
        var story = Story(new(5), 5_000);
        using var memory = new MemoryEventStore();
        memory.Append(story);
        _temp.With((store, _) => store.Append(story));
        using (var database = Database.OpenToWrite(_temp.Database))
            database.Run("DROP TABLE archive; DROP TABLE archive_talks; DROP TABLE archive_names; DELETE FROM meta WHERE name = 'archive_to'; PRAGMA user_version = 1");

        _temp.With((_, archive) => Compare(new(6), archive, memory.Archive));
        Assert.Null(ArchiveCheck.Compare(_temp.Path, Talked.Codec()));
    }

    [Fact]
    public void an_index_that_was_changed_is_found_out()
    {
        _temp.With((store, _) => store.Append(Story(new(7), 5_000)));
        using (var database = Database.OpenToWrite(_temp.Database)) database.Run("DELETE FROM archive WHERE pos = (SELECT max(pos) - 3 FROM archive)");
        Assert.NotNull(ArchiveCheck.Compare(_temp.Path, Talked.Codec()));
    }

    private static LogEntry[] Story(Random random, int count)
    {
        Uid[] people = [Given.Ana, Given.Ben, Uid.Of(Given.Node, 3)];
        var story = new LogEntry[count];
        for (var i = 0; i < count; i++)
        {
            var by = people[random.Next(3)];
            var to = people[random.Next(3)];
            story[i] = random.Next(10) switch
            {
                0 => Talked.Told(i, by, to, $"to {i}", by == Given.Ana ? "ana" : null),
                1 => Talked.Told(i, by, to, $"to {i}"),
                2 => Talked.TakenBack(i, by, random.Next(count)),
                3 => Talked.Entry(i, by, new MemberJoined(by), Talked.Lobby),
                4 => Talked.Reacted(i, by, random.Next(count)),
                5 => Talked.Said(i, by, $"ops {i}", atLeast: Rank.Operator),
                6 => Talked.Said(i, by, $"kitchen {i}", Talked.Kitchen),
                7 => Talked.TakenBack(i, by, random.Next(count), to),
                _ => Talked.Said(i, by, $"{i}"),
            };
        }

        return story;
    }

    private static void Compare(Random random, IArchive archive, IArchive oracle)
    {
        Conversation[] conversations = [Talked.InLobby, Conversation.OfRoom(Talked.Kitchen), Conversation.OfAccount("ana"), Conversation.Between("ana", Given.Ben.ToString()), Conversation.Between(Given.Ana.ToString(), Given.Ben.ToString())];
        foreach (var conversation in conversations)
            for (var i = 0; i < 4; i++)
            {
                var query = new ArchiveQuery
                {
                    Conversation = conversation,
                    Kinds = random.Next(3) switch { 0 => ArchiveKinds.All, 1 => ArchiveKinds.Messages, _ => ArchiveKinds.Messages | ArchiveKinds.Redacted },
                    After = random.Next(2) == 0 ? null : ArchivePoint.At(Talked.Id(random.Next(5_000))),
                    Before = random.Next(2) == 0 ? null : ArchivePoint.At(Talked.At(random.Next(5_000)).Wall),
                    FromNewest = random.Next(2) == 0,
                    Limit = random.Next(1, 60),
                    Rank = random.Next(2) == 0 ? Rank.None : Rank.Staff,
                    AsOf = random.Next(2) == 0 ? 0 : random.Next(1, 5_000),
                };
                var (page, expected) = (archive.Read(query), oracle.Read(query));
                Assert.Equal(expected.Entries.Select(e => (e.At.Id, e.Kind, e.At.Position)), page.Entries.Select(e => (e.At.Id, e.Kind, e.At.Position)));
                Assert.Equal((expected.IsComplete, expected.First, expected.Last), (page.IsComplete, page.First, page.Last));
                Assert.Equal(oracle.Count(query), archive.Count(query));
                Assert.Equal(oracle.Latest(query), archive.Latest(query));
            }

        Assert.Equal(oracle.Talks("ana"), archive.Talks("ana"));
        Assert.Equal(oracle.Talks(Given.Ben.ToString()), archive.Talks(Given.Ben.ToString()));
    }
}
