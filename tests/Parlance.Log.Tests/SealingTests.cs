using Parlance.Domain;

namespace Parlance.Log.Tests;

public sealed class SealingTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void erasing_a_person_leaves_their_events_without_words_and_everybody_elses_whole()
    {
        _temp.With(store =>
        {
            store.Append(Given.Lines(6));
            Assert.Equal(1, store.Keys.Erase(Given.Ana, 7));
            Assert.Equal(["", "line 1", "", "line 3", "", "line 5"], store.Read(1).Select(Given.TextOf));
            Assert.Equal(new LogVerdict(6, null), LogVerifier.Verify(_temp.Path));

            store.Append(Given.Lines(2, 6));
            Assert.Equal("line 6", Given.TextOf(store.Read(7).First()));
        });

        using var reader = LogReader.Open(_temp.Path);
        var rows = reader.Query(new());
        Assert.Equal((SealState.Erased, null), (rows[0].SealState, rows[0].Sealed));
        Assert.Equal((SealState.Open, """{"text":"line 1"}"""), (rows[1].SealState, rows[1].Sealed));
    }

    [Fact]
    public void an_erased_key_is_nowhere_in_the_file()
    {
        byte[] before = [];
        _temp.With(store =>
        {
            store.Append(Given.Lines(1));
            before = File.ReadAllBytes(DataFolder.KeysOf(_temp.Path))[64..];
            store.Keys.Erase(Given.Ana);
        });

        Assert.Equal(64, before.Length);
        Assert.Equal(new byte[64], File.ReadAllBytes(DataFolder.KeysOf(_temp.Path))[64..]);
    }

    [Fact]
    public void another_incarnations_user_of_the_same_id_is_somebody_else() => _temp.With(store =>
    {
        store.Append(Given.Lines(1));
        Assert.Equal(0, store.Keys.Erase(Given.Ana, 8));
        Assert.Equal("line 0", Given.TextOf(store.Read(1).Single()));
    });

    [Fact]
    public void what_somebody_says_while_logged_in_is_their_accounts_in_every_session() => _temp.With(store =>
    {
        var account = new EventId(Stamp.At(Given.Noon), Given.Node);
        var lines = Given.Lines(6);
        for (var i = 0; i < lines.Length; i += 2) lines[i] = new(lines[i].Event, lines[i].At with { ByAccount = account, Incarnation = 7 + (uint)i });
        store.Append(lines);

        Assert.Equal(0, store.Keys.Erase(Given.Ana));
        Assert.Equal(1, store.Keys.Erase(account));
        Assert.Equal(["", "line 1", "", "line 3", "", "line 5"], store.Read(1).Select(Given.TextOf));
    });

    [Fact]
    public void a_user_has_one_key_however_much_they_say() => _temp.With(store =>
    {
        store.Append(Given.Lines(500));
        store.Append(Given.Lines(500, 500));
        Assert.Equal(64 * 3, new FileInfo(DataFolder.KeysOf(_temp.Path)).Length);
    });

    [Fact]
    public void what_is_sealed_opens_only_where_it_was_put()
    {
        using var keys = SubjectKeys.Open(DataFolder.KeysOf(_temp.Path));
        var stamp = Stamp.At(Given.Noon);
        var to = new byte[5 + SubjectKeys.Overhead];
        keys.Seal(new(Given.Ana, 7), 3, stamp, "hello"u8, to);

        Assert.Equal(SealState.Open, keys.Open(3, stamp, to, out var plain));
        Assert.Equal("hello"u8.ToArray(), plain);
        Assert.Equal(SealState.Damaged, keys.Open(4, stamp, to, out _));
        Assert.Equal(SealState.Damaged, keys.Open(3, Stamp.At(Given.Noon, 1), to, out _));
        for (var i = 0; i < to.Length; i++)
        {
            to[i] ^= 1;
            Assert.Equal(SealState.Damaged, keys.Open(3, stamp, to, out plain));
            Assert.Empty(plain);
            to[i] ^= 1;
        }
    }

    [Fact]
    public void the_cache_forgets_those_not_seen_for_long_and_never_grows_past_its_limit()
    {
        using var cache = new KeyCache(subjectsMax: 3);
        for (var i = 1u; i <= 3; i++) cache.Add(Of(i), i, new byte[32]);
        for (var i = 4u; i <= 8; i++)
        {
            Assert.True(i == 4 || cache.TryGet(Of(i - 1), out _, out _));
            cache.Add(Of(i), i, new byte[32]);
        }

        Assert.Equal(3, Enumerable.Range(1, 8).Count(i => cache.TryGet(Of((uint)i), out _, out _)));
        Assert.True(cache.TryGet(Of(8), out var number, out _));
        Assert.Equal(8u, number);
    }

    [Fact]
    public void more_subjects_than_ciphers_are_all_served()
    {
        using var cache = new KeyCache();
        const int subjects = KeyCache.CiphersMax + 100;
        for (var i = 1u; i <= subjects; i++) cache.Add(Of(i), i, new byte[32]);
        for (var round = 0; round < 2; round++)
            for (var i = 1u; i <= subjects; i++)
            {
                Assert.True(cache.TryGet(Of(i), out var number, out var cipher));
                Assert.Equal(i, number);
                cipher.Encrypt(new byte[12].AsSpan(), default, default, new byte[16].AsSpan());
            }
    }

    [Fact]
    public void a_torn_record_at_the_end_of_the_keys_is_passed_over()
    {
        _temp.With(store => store.Append(Given.Lines(2)));
        using (var file = new FileStream(DataFolder.KeysOf(_temp.Path), FileMode.Append)) file.Write(new byte[17]);
        _temp.With(store =>
        {
            store.Append(Given.Lines(2, 2));
            Assert.Equal(["line 0", "line 1", "line 2", "line 3"], store.Read(1).Select(Given.TextOf));
        });
    }

    [Fact]
    public void something_else_in_the_place_of_the_keys_is_refused()
    {
        File.WriteAllText(DataFolder.KeysOf(_temp.Path), "not keys");
        Assert.Contains("not a file of keys", Assert.Throws<StoreException>(() => _temp.With(_ => { })).Message, StringComparison.Ordinal);
    }

    private static Subject Of(uint n) => new(Uid.Of(Given.Node, n), 1);
}
