using Parlance.Engine;

namespace Parlance.Configuration;

internal static class MetadataTable
{
    private static readonly MetadataSettings Default = new();

    public static readonly Key<bool> Enabled = new("enabled", Kinds.Flag, Default.Enabled, "Users and rooms may carry METADATA.");
    public static readonly Key<int> MaxKeys = new("max_keys", Kinds.Whole(1, 10_000), Default.MaxKeys, "Keys of one user or room.");
    public static readonly Key<int> MaxSubscriptions = new("max_subscriptions", Kinds.Whole(1, 10_000), Default.MaxSubscriptions, "Keys one client may subscribe to.");
    public static readonly Key<int> ValueBytes = new("value_bytes", Kinds.Whole(1, 65_535), Default.ValueBytes, "Bytes of one value.");

    public static readonly Table Table = new("metadata", "Keys and values of users and rooms.", Enabled, MaxKeys, MaxSubscriptions, ValueBytes);

    public static MetadataSettings Read(Reading from)
    {
        var t = from.One(Table);
        return new() { Enabled = t.Get(Enabled), MaxKeys = t.Get(MaxKeys), MaxSubscriptions = t.Get(MaxSubscriptions), ValueBytes = t.Get(ValueBytes) };
    }
}

internal static class RelaymsgTable
{
    private static readonly RelayMessageSettings Default = new();

    public static readonly Key<bool> Enabled = new("enabled", Kinds.Flag, Default.Enabled, "Bridges may speak as somebody else with RELAYMSG.");
    public static readonly Key<string> Separators = new("separators", new TextKind("one to five signs", 5, text => text.Length > 0 && !text.Any(char.IsLetterOrDigit)), Default.Separators, "Signs one of which a relayed nick must have, so that nobody is impersonated.");

    public static readonly Table Table = new("relaymsg", "Messages relayed by bridges.", Enabled, Separators);

    public static RelayMessageSettings Read(Reading from)
    {
        var t = from.One(Table);
        return new() { Enabled = t.Get(Enabled), Separators = t.Get(Separators) };
    }
}
