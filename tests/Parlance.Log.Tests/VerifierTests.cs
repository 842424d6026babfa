namespace Parlance.Log.Tests;

public sealed class VerifierTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public VerifierTests() => _temp.With(store => store.Append(Given.Lines(5)));

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void a_log_as_it_was_written_is_whole() => Assert.Equal(new LogVerdict(5, null), LogVerifier.Verify(_temp.Path));

    [Fact]
    public void a_changed_column_is_found_and_located()
    {
        foreach (var column in Schema.Columns.Split(", ").Skip(1))
        {
            var was = Value("SELECT quote(" + column + ") FROM events WHERE id = 3");
            foreach (var other in (string[])["'x'", "7", "x'07'", "NULL", "CAST(" + column + " AS BLOB)", column + " || ' '"])
            {
                if (Record.Exception(() => Change($"UPDATE OR FAIL events SET {column} = {other} WHERE id = 3")) is StoreException) continue; // NOT NULL
                if (Value("SELECT quote(" + column + ") FROM events WHERE id = 3") == was) continue; // the column's affinity made it what it was
                var verdict = LogVerifier.Verify(_temp.Path);
                Assert.True(verdict.Break?.Position == 3, $"{column} = {other}: {verdict}");
                Change($"UPDATE events SET {column} = {was} WHERE id = 3");
            }
        }

        Assert.Equal(new LogVerdict(5, null), LogVerifier.Verify(_temp.Path));
    }

    /// <summary>The third row's cell ends with its hash and starts after the fourth's, which was put before it in the page.</summary>
    [Theory]
    [InlineData(0x01)]
    [InlineData(0x80)]
    public void a_flip_of_any_byte_of_a_stored_row_is_found_and_located(byte mask)
    {
        var bytes = File.ReadAllBytes(_temp.Database);
        var start = EndOf(bytes, 4);
        var end = EndOf(bytes, 3);
        Assert.InRange(end - start, 200, 500);

        for (var i = start; i < end; i++)
        {
            bytes[i] ^= mask;
            File.WriteAllBytes(_temp.Database, bytes);
            var verdict = LogVerifier.Verify(_temp.Path);
            Assert.True(verdict.Break is { Position: 3 or 4 }, $"byte {i - start} of {end - start}: {verdict}");
            Assert.InRange(verdict.Rows, 2, 3);
            bytes[i] ^= mask;
        }
    }

    [Fact]
    public void a_removed_row_is_missed()
    {
        Change("DELETE FROM events WHERE id = 2");
        Assert.Equal(new LogVerdict(1, new(2, "it is missing; the next row is 3.")), LogVerifier.Verify(_temp.Path));
    }

    [Fact]
    public void a_row_put_in_before_the_first_is_seen()
    {
        Change("UPDATE events SET id = -1 WHERE id = 5");
        Assert.Equal(new LogVerdict(0, new(1, "a row numbered -1 stands in its place.")), LogVerifier.Verify(_temp.Path));
    }

    [Fact]
    public void a_chain_from_another_database_does_not_fit()
    {
        Change("UPDATE meta SET value = 'another' WHERE name = 'database'");
        Assert.Equal(1, LogVerifier.Verify(_temp.Path).Break?.Position);
    }

    [Fact]
    public void blanked_rows_keep_the_chain_provable()
    {
        _temp.With(store =>
        {
            store.Blank([2, 4, 99]);
            store.Blank([4]);
            Assert.Equal(["line 0", "line 2", "line 4"], store.Read(1).Where(entry => entry.Event is Said).Select(Given.TextOf));
            Assert.IsType<UnknownEvent>(store.Read(2).First().Event);
        });

        Assert.Equal(new LogVerdict(5, null), LogVerifier.Verify(_temp.Path));
        Change("UPDATE events SET sealed = x'00' || substr(sealed, 3) || x'00' WHERE id = 4");
        Assert.Equal(4, LogVerifier.Verify(_temp.Path).Break?.Position);
    }

    [Fact]
    public void without_a_log_it_says_where_to_look() =>
        Assert.Contains("no parlance.db", Assert.Throws<StoreException>(() => LogVerifier.Verify(Path.GetTempPath())).Message, StringComparison.Ordinal);

    private int EndOf(byte[] bytes, int row)
    {
        var hash = Convert.FromHexString(Value($"SELECT hex(hash) FROM events WHERE id = {row}")!);
        var at = bytes.AsSpan().LastIndexOf(hash);
        Assert.True(at > 0);
        return at + hash.Length;
    }

    private string? Value(string sql)
    {
        using var database = Database.OpenToRead(_temp.Database);
        return database.Words(sql);
    }

    private void Change(string sql)
    {
        using var database = Database.OpenToWrite(_temp.Database);
        database.Run(sql);
    }
}
