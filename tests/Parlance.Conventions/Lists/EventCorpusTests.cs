using System.Text;
using System.Text.Json.Nodes;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Conventions;

/// <summary>
/// A line of every kind and version that was ever written, as it was written. It only grows, and every build reads all of it: a log is for ever.
/// <c>PARLANCE_GOLDEN=write</c> adds a line for what has none.
/// </summary>
public class EventCorpusTests
{
    private const string Corpus = "tests/Parlance.Log.Tests/Corpus/events.jsonl";

    private static readonly EventCodec Codec = new(Assemblies.Ours);

    [Fact]
    public void every_kind_and_version_has_its_line_in_the_corpus()
    {
        var lines = Tree.Has(Corpus) ? Tree.Lines(Corpus).ToList() : [];
        var known = lines.Select(line => NameOf(JsonNode.Parse(line)!)).ToHashSet();
        var missing = Codec.Kinds.All.Where(kind => !known.Contains(kind.ToString())).OrderBy(kind => kind.Name, StringComparer.Ordinal).ToList();
        if (Golden.Writes && missing.Count > 0)
            File.WriteAllText(Path.Combine(Tree.Root, Corpus), string.Concat(lines.Concat(missing.Select(kind => Line(EventSamples.Of(kind.Type)))).Select(line => line + "\n")));
        else
            Assert.True(missing.Count == 0, $"{Corpus} has no line for {string.Join(", ", missing)}; PARLANCE_GOLDEN=write dotnet run --project tests/Parlance.Conventions adds them.");
    }

    [Fact]
    public void every_line_of_the_corpus_is_read() => Assert.All(Tree.Lines(Corpus), line =>
    {
        var row = JsonNode.Parse(line)!;
        var read = Read(row);
        Assert.IsNotType<UnknownEvent>(read);
        if (NameOf(row) == $"{Codec.Kinds.Of(read.GetType())}") Keeps(row, JsonNode.Parse(Line(read))!);
    });

    /// <summary>A later build may write more, and may seal what was open; what was written has the same value.</summary>
    private static void Keeps(JsonNode written, JsonNode again)
    {
        foreach (var part in new[] { "payload", "sealed" })
            foreach (var (name, value) in written[part]?.AsObject() ?? [])
                Assert.True(JsonNode.DeepEquals(value, again["payload"]?[name] ?? again["sealed"]?[name]), $"{NameOf(written)}: {name} is read as {again["payload"]?[name] ?? again["sealed"]?[name]}, and was {value}");
    }

    /// <summary>What stays of an event once the key of whom it is about is destroyed.</summary>
    [Fact]
    public void every_line_of_the_corpus_is_read_without_what_was_sealed() => Assert.All(Tree.Lines(Corpus), line =>
    {
        var row = JsonNode.Parse(line)!;
        row["sealed"] = null;
        Assert.IsNotType<UnknownEvent>(Read(row));
    });

    private static Event Read(JsonNode row) => Codec.Decode((string)row["event_type"]!, (int)row["ver"]!, Bytes(row["payload"]), Bytes(row["sealed"]));

    private static string NameOf(JsonNode row) => $"{row["event_type"]}@{row["ver"]}";

    private static byte[] Bytes(JsonNode? part) => part is null ? [] : Encoding.UTF8.GetBytes(part.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    private static string Line(Event happened)
    {
        using var encoder = Codec.NewEncoder();
        var encoded = encoder.Encode(happened);
        var personal = encoded.Sealed.IsEmpty ? "" : $$""","sealed":{{Encoding.UTF8.GetString(encoded.Sealed)}}""";
        return $$"""{"event_type":"{{Encoding.UTF8.GetString(encoded.Kind)}}","ver":{{encoded.Version}},"payload":{{Encoding.UTF8.GetString(encoded.Payload)}}{{personal}}}""";
    }
}
