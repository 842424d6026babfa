using System.Text;
using Parlance.Toml;

namespace Parlance.Config.Tests.Toml;

/// <summary>
/// Whatever the bytes, the reader ends with a document or an error with a place. Seeded; <c>PARLANCE_FUZZ_SECONDS</c> makes it run that long with fresh seeds.
/// </summary>
public sealed class TomlFuzzTests
{
    private static readonly string[] Pieces =
    [
        "a", "b", ".", "=", "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{", "}", ",", "\n", "\r\n", "\r", " ", "\t", "#", "\\", "\\u0041", "\\U0001F600", "1", "-", "+", "_", "0x", "e",
        "inf", "nan", "true", "1979-05-27", "T07:32:00", "Z", "é", "\0", "\u007f", "a=1\n", "[a]\n", "[[a]]\n", "a.b=2\n", "x={y=1}\n",
    ];

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void nothing_but_a_document_or_an_error_comes_of_any_text(int seed)
    {
        for (var round = 0; round < 5_000; round++) Try(new Random(seed * 1_000_003 + round));
    }

    [Fact]
    public void the_fuzzer_runs_as_long_as_it_is_told()
    {
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("PARLANCE_FUZZ_SECONDS"), out var told) ? told : 0.2;
        var until = DateTime.UtcNow.AddSeconds(seconds);
        var tried = 0;
        for (var seed = Environment.TickCount; DateTime.UtcNow < until; seed++, tried++) Try(new Random(seed));
        Assert.True(tried > 0);
    }

    private static void Try(Random random)
    {
        var text = random.Next(4) == 0 ? Noise(random) : Mutated(random, Words(random));
        var document = TomlDocument.Parse(text);
        if (document.Error is { } error)
        {
            Assert.True(error.At.Line > 0 && error.At.Column > 0);
            Assert.Empty(document.Root.Entries);
        }
        else
        {
            Assert.NotNull(Printed.Of(document.Root));
        }
    }

    private static byte[] Noise(Random random)
    {
        var bytes = new byte[random.Next(64)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Words(Random random)
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 40); i > 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static byte[] Mutated(Random random, byte[] bytes)
    {
        if (random.Next(2) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }
}
