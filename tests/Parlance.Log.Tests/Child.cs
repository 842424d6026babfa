using System.Runtime.CompilerServices;

namespace Parlance.Log.Tests;

/// <summary>This assembly started for something else than its tests, as <c>PARLANCE_LOG_CHILD</c> says.</summary>
internal static class Child
{
    public const string Variable = "PARLANCE_LOG_CHILD";

    [ModuleInitializer]
    internal static void Enter()
    {
        var asked = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(asked)) return;
        if (asked == "measure") Measure.Run();
        else WriteUntilKilled(asked);
        Environment.Exit(0);
    }

    /// <summary>Appends groups for ever; prints each position that was reported committed.</summary>
    private static void WriteUntilKilled(string path)
    {
        using var folder = DataFolder.Open(path);
        using var store = SqliteEventStore.Open(folder, Given.Codec(), Durability.Ack);
        for (var i = 0; ; i += 20)
        {
            store.Append(Given.Lines(20, i));
            Console.WriteLine(store.Last);
            Console.Out.Flush();
        }
    }
}
