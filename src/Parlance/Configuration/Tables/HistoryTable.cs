using Parlance.Engine;
using Parlance.Log;

namespace Parlance.Configuration;

internal static class HistoryTable
{
    private static readonly HistorySettings Default = new();

    public static readonly Key<bool> Enabled = new("enabled", Kinds.Flag, Default.Enabled, "Messages are kept and can be asked for.");
    public static readonly Key<TimeSpan> Retention = new("retention", Kinds.Duration("1s", "36500d"), Default.Retention, "How long their text is kept.");
    public static readonly Key<int> MaxMessages = new("max_messages", Kinds.Whole(0, int.MaxValue), Default.MaxMessages, "Messages kept per room or conversation; 0: no limit.");
    public static readonly Key<bool> Persistent = new("persistent", Kinds.Flag, Default.Persistent, "History survives a restart.");
    public static readonly Key<bool> DeleteOwn = new("delete_own", Kinds.Flag, Default.DeleteOwn, "Users may redact their own messages.");
    public static readonly Key<int> QueryMax = new("query_max", Kinds.Whole(1, 100_000), Default.QueryMax, "Messages in one answer.");
    public static readonly Key<int> AutoReplay = new("auto_replay", Kinds.Whole(0, 1000), Default.AutoReplay, "Messages shown at a join to clients that cannot ask.");
    public static readonly Key<bool> EraseRedacted = new("erase_redacted", Kinds.Flag, Default.EraseRedacted, "The text of a redacted message is erased, and not only left out of histories.");
    public static readonly Key<int> RecentMessages = new("recent_messages", Kinds.Whole(0, 10_000_000), Default.RecentMessages, "Recent messages of this node that can be redacted or reacted to by id without the archive.");

    public static readonly Table Table = new("history", "Old messages.", Enabled, Retention, MaxMessages, Persistent, DeleteOwn, EraseRedacted, QueryMax, AutoReplay, RecentMessages);

    public static HistorySettings Read(Reading from)
    {
        var t = from.One(Table);
        return new()
        {
            Enabled = t.Get(Enabled) && from.One(LogTable.Table).Get(LogTable.Messages),
            Retention = t.Get(Retention),
            MaxMessages = t.Get(MaxMessages),
            Persistent = t.Get(Persistent),
            DeleteOwn = t.Get(DeleteOwn),
            EraseRedacted = t.Get(EraseRedacted),
            QueryMax = t.Get(QueryMax),
            AutoReplay = t.Get(AutoReplay),
            RecentMessages = t.Get(RecentMessages),
        };
    }
}

internal static class LogTable
{
    private static readonly LogSettings Default = new();

    public static readonly Key<string> Store = new("store", Kinds.Choice("sqlite", "postgres"), "sqlite", "Where events are written. \"postgres\" is not there yet and refused at start.");
    public static readonly Key<string> Connection = new("connection", Kinds.Text, "", "Connection string of the PostgreSQL store.") { Status = KeyStatus.NotYet, Secret = true };
    public static readonly Key<string> Durability = new("durability", Kinds.Choice("ack", "strict", "relaxed"), "ack", "ack: confirmations wait for the disk, everybody else hears at once; strict: nobody hears of what is not on disk; relaxed: no waiting, safe against a crash of the process only.");
    public static readonly Key<bool> Messages = new("messages", Kinds.Flag, Default.Messages, "Keep message events in the log. History needs them.");
    public static readonly Key<int> QueueMax = new("queue_max", Kinds.Whole(100, 10_000_000), Default.QueueMax, "Events that may wait for a disk that does not write, before changes are refused.");
    public static readonly Key<string> Retention = new("retention", new TextKind("\"forever\" or a duration like \"30d\"", 20, IsRetention), "forever", "How long the content of events is kept; 'parlance log compact' takes what is older.");
    public static readonly Key<IReadOnlyList<string>> RetentionKinds = new("retention_kinds", new ListKind<string>(new TextKind("a kind and how long, such as \"user.*=90d\"", 100, IsKindRetention), "a list like [\"user.*=90d\", \"oper.*=forever\"]", RetentionRules.RulesMax), [], "The same for some kinds; the last that is about a kind counts.");

    public static readonly Table Table = new("log", "The event log.", Store, Connection, Durability, Messages, QueueMax, Retention, RetentionKinds);

    public static LogSettings Read(Reading from)
    {
        var t = from.One(Table);
        if (t.Get(Store) != "sqlite")
            from.Wrong(t, Store, "the PostgreSQL store is not there yet", "write store = \"sqlite\"");
        var history = from.One(HistoryTable.Table);
        if (!t.Get(Messages) && history.Has(HistoryTable.Enabled) && history.Get(HistoryTable.Enabled))
            from.Wrong(t, Messages, "history is on, but messages are not kept in the log", "write messages = true here, or enabled = false in [history]");

        return new() { Durability = Enum.Parse<Durability>(t.Get(Durability), ignoreCase: true), Messages = t.Get(Messages), QueueMax = t.Get(QueueMax), Retention = RulesOf(t.Get(Retention), t.Get(RetentionKinds)) };
    }

    private static bool IsRetention(string text) => text == "forever" || Units.TryRead(text, Units.Durations, out _);

    private static bool IsKindRetention(string text) => text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && IsRetention(text[(at + 1)..]);

    private static RetentionRules RulesOf(string all, IReadOnlyList<string> some)
    {
        var rules = some.Select(text => text.Split('=', 2)).Select(pair => (pair[0], LengthOf(pair[1]))).ToList();
        if (LengthOf(all) is { } length) rules.Insert(0, ("*", length));
        return rules.Count == 0 ? RetentionRules.Forever : new(rules);
    }

    private static TimeSpan? LengthOf(string text) => Units.TryRead(text, Units.Durations, out var ticks) ? TimeSpan.FromTicks(ticks) : null;
}
