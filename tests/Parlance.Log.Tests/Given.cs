using System.Text;
using System.Text.Json.Nodes;
using Parlance.Domain;

namespace Parlance.Log.Tests;

/// <summary>What the tests start from.</summary>
internal static class Given
{
    public static readonly Sid Node = Sid.Parse("1PA");
    public static readonly Uid Ana = Uid.Of(Node, 1);
    public static readonly Uid Ben = Uid.Of(Node, 2);
    public static readonly Instant Noon = new(1_900_000_000_000);

    public static EventCodec Codec() => new(new EventKinds(typeof(Given).Assembly), new RenamedV1(), new RenamedV2());

    public static Said Said(string text, string where = "#lobby") => new(where, Encoding.UTF8.GetBytes(text));

    public static LogEntry By(Uid who, Event e, int tick = 0) => new(e, new Envelope
    {
        Stamp = Stamp.At(Noon, tick),
        Node = Node,
        Incarnation = 7,
        By = new(who),
        Room = new(Stamp.At(Noon, 1), Node),
        Dot = new(Node, 7, (ulong)tick + 1),
    });

    public static LogEntry[] Lines(int count, int from = 0) => [.. Enumerable.Range(from, count).Select(i => By(i % 2 == 0 ? Ana : Ben, Said($"line {i}"), i))];

    public static string TextOf(LogEntry entry) => Encoding.UTF8.GetString(((Said)entry.Event).Text.Span);

    public sealed class RenamedV1 : IUpcaster
    {
        public string Kind => "test.renamed";
        public int From => 1;

        public JsonObject Upcast(JsonObject content)
        {
            content["from"] = content["old"]?.DeepClone();
            content.Remove("old");
            return content;
        }
    }

    public sealed class RenamedV2 : IUpcaster
    {
        public string Kind => "test.renamed";
        public int From => 2;

        public JsonObject Upcast(JsonObject content)
        {
            content["forced"] = false;
            return content;
        }
    }
}

/// <summary>A data folder of a test; gone after it.</summary>
internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("parlance-log-").FullName;
    public string Database => DataFolder.DatabaseOf(Path);

    public SqliteEventStore OpenStore(out DataFolder folder, Durability durability = Durability.Relaxed)
    {
        folder = DataFolder.Open(Path);
        return SqliteEventStore.Open(folder, Given.Codec(), durability);
    }

    /// <summary>Opens, does, closes.</summary>
    public void With(Action<SqliteEventStore> act)
    {
        using var store = OpenStore(out var folder);
        using (folder) act(store);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
