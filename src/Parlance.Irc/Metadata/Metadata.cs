using Parlance.Domain.Metadata;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Irc.Queries;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Metadata;

/// <summary><c>METADATA &lt;target&gt; GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC …</c>: IRCv3 draft/metadata-2.</summary>
public sealed class MetadataCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("METADATA", ParamsMin: 2, Cost: 2, Syntax: "<nick|channel|*> GET|LIST|SET|CLEAR|SUB|UNSUB|SUBS|SYNC [<key> ...] [<value>]",
        Help: "Shows, sets and follows what users and channels say of themselves, by key.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var sub = line.Text(1).ToUpperInvariant();
        if (!client.Node.Settings.Metadata.Enabled) client.Reply(Numerics.UnknownCommand, "METADATA");
        else if (sub is not ("GET" or "LIST" or "SET" or "CLEAR" or "SUB" or "UNSUB" or "SUBS" or "SYNC")) client.Fail("METADATA", "SUBCOMMAND_INVALID", "Invalid subcommand", Words.Echo(sub));
        else if (line.Count < 3 && sub is "GET" or "SET" or "SUB" or "UNSUB") client.Reply(Numerics.NeedMoreParams, "METADATA");
        else if (Find(client, line.Text(0)) is not { } target || (sub is "SUB" or "UNSUB" or "SUBS" && target.User != client.User))
            client.Fail("METADATA", "INVALID_TARGET", "Invalid metadata target", Words.Echo(line.Text(0)));
        else Run(client, target, sub, line);
    }

    private static void Run(IrcSession client, MetadataTarget target, string sub, in IrcLine line)
    {
        switch (sub)
        {
            case "GET": MetadataAnswers.Get(client, target, Keys(line)); break;
            case "LIST": MetadataAnswers.List(client, target); break;
            case "SET": MetadataChanges.Set(client, target, line.Text(2), line.Count > 3 ? line.Text(3) : null); break;
            case "CLEAR": MetadataChanges.Clear(client, target); break;
            case "SUB": MetadataFollowing.Subscribe(client, Keys(line)); break;
            case "UNSUB": MetadataFollowing.Unsubscribe(client, Keys(line)); break;
            case "SUBS": MetadataFollowing.Show(client); break;
            default: MetadataSync.Give(client, target); break;
        }
    }

    private static List<string> Keys(in IrcLine line)
    {
        var keys = new List<string>();
        for (var i = 2; i < line.Count; i++) keys.Add(line.Text(i));
        return keys;
    }

    private static MetadataTarget? Find(IrcSession client, string name)
    {
        if (name == "*") return new(client.User, null);
        if (name.StartsWith('#')) return client.RoomOf(name) is { } room && client.CanSee(room) ? new(null, room) : null;
        return client.UserOf(name) is { } user ? new(user, null) : null;
    }
}

/// <summary>A user or a room whose metadata is meant.</summary>
internal readonly record struct MetadataTarget(User? User, Room? Room)
{
    public string Name => Room is null ? User!.Nick : "#" + Room.Name;
    public IReadOnlyDictionary<string, string>? Kept => Room is null ? User!.Metadata : Room.Metadata;
}

/// <summary>What is kept, as it is asked for.</summary>
internal static class MetadataAnswers
{
    public static void Get(IrcSession client, MetadataTarget target, List<string> keys)
    {
        var batch = new ReplyBatch(client, "metadata", target.Name);
        using (batch.In())
            foreach (var key in keys)
                if (!MetadataKey.IsKey(key)) client.Fail("METADATA", "KEY_INVALID", "Invalid key", Words.Echo(key));
                else if (target.Kept?.TryGetValue(key, out var value) == true) client.ReplyText(Numerics.KeyValue, value, target.Name, key, "*");
                else client.Reply(Numerics.KeyNotSet, target.Name, key);
        batch.End();
    }

    public static void List(IrcSession client, MetadataTarget target)
    {
        var batch = new ReplyBatch(client, "metadata", target.Name);
        using (batch.In())
            foreach (var (key, value) in target.Kept ?? new Dictionary<string, string>()) client.ReplyText(Numerics.KeyValue, value, target.Name, key, "*");
        batch.End();
    }
}
