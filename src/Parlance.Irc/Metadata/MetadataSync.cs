using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Queries;

namespace Parlance.Irc.Metadata;

/// <summary>Gives a client the values of the keys it follows: METADATA SYNC, after SUB, on JOIN. Crowds are given in slices, or later on request (774).</summary>
internal static class MetadataSync
{
    /// <summary>Members of a room whose metadata comes by itself; of a larger room it must be asked for with SYNC.</summary>
    public const int MembersMax = 200;

    /// <summary>Members looked at in one slice.</summary>
    private const int SliceMax = 500;

    /// <summary>Seconds that a client shall wait before it asks for the metadata of a crowd.</summary>
    private const int LaterSeconds = 4;

    public static void Give(IrcSession client, MetadataTarget target)
    {
        if (target.Room is { Count: > MembersMax } && client.Node.Settings.Limits.Enabled && client.Dialect.MetadataSyncs.Take(client.User!.Uid, client.Node.Now.Monotonic) is > 0 and var wait) Later(client, target.Room, wait);
        else client.Answer(Slices(client, target));
    }

    /// <summary>The values of keys just subscribed to: of oneself, one's rooms and those in them, and the users one watches.</summary>
    public static void GiveNew(IrcSession client, List<string> added) => client.Answer(New(client, added.ToHashSet(StringComparer.Ordinal)));

    /// <summary>The client has just come in.</summary>
    public static void OnJoin(IrcSession client, Room room)
    {
        var keys = client.Dialect.Subscriptions.Of(client);
        if (keys.Count == 0 || !client.Has(Capability.Metadata)) return;
        if (room.Count > MembersMax)
        {
            Later(client, room, LaterSeconds);
            return;
        }

        var sight = new Sight(client);
        if (!Has(room.Metadata, keys) && !room.Members.Any(m => Has(m.User.Metadata, keys))) return;
        var batch = new ReplyBatch(client, "metadata", "#" + room.Name);
        using (batch.In())
        {
            Say(client, "#" + room.Name, room.Metadata, keys);
            foreach (var member in room.Members)
                if (sight.Sees(member)) Say(client, member.User.Nick, member.User.Metadata, keys);
        }

        batch.End();
    }

    /// <summary>A METADATA line for each of the keys that is kept.</summary>
    public static void Say(IrcSession client, string target, SortedDictionary<string, string>? kept, IReadOnlySet<string> keys)
    {
        if (kept is null) return;
        foreach (var (key, value) in kept)
            if (keys.Contains(key)) Say(client, client.ServerName, target, key, value);
    }

    /// <param name="client">Who hears it.</param>
    /// <param name="source">Who set it: a user's full source, or the server.</param>
    /// <param name="target">Nick or channel.</param>
    /// <param name="key">Which key.</param>
    /// <param name="value">Null: it is no longer set, and the line ends before the value.</param>
    public static void Say(IrcSession client, string source, string target, string key, string? value)
    {
        var pen = client.StartLine().From(source).Word("METADATA"u8).Word(target).Word(key).Word("*"u8);
        if (value is not null) pen.Trail(value);
        pen.End();
        client.Flush(pen);
    }

    private static bool Has(SortedDictionary<string, string>? kept, IReadOnlySet<string> keys) => kept is not null && kept.Keys.Any(keys.Contains);

    private static void Later(IrcSession client, Room room, int seconds) => client.Reply(Numerics.MetadataSyncLater, "#" + room.Name, $"{seconds}");

    private static IEnumerable<int> Slices(IrcSession client, MetadataTarget target)
    {
        var keys = client.Dialect.Subscriptions.Of(client).ToHashSet(StringComparer.Ordinal);
        var batch = new ReplyBatch(client, "metadata", target.Name);
        if (target.Room is { } room)
        {
            using (batch.In()) Say(client, target.Name, room.Metadata, keys);
            var sight = new Sight(client);
            var looked = 0;
            foreach (var slice in room.Members.Chunk(SliceMax).ToArray())
            {
                using (batch.In())
                    foreach (var member in slice)
                        if (looked == 0 || ReferenceEquals(room.MemberOf(member.User.Uid), member))
                            if (sight.Sees(member)) Say(client, member.User.Nick, member.User.Metadata, keys);
                looked += slice.Length;
                if (slice.Length == SliceMax) yield return looked;
            }
        }
        else
        {
            using (batch.In()) Say(client, target.Name, target.User!.Metadata, keys);
        }

        batch.End();
    }

    private static IEnumerable<int> New(IrcSession client, HashSet<string> keys)
    {
        var sight = new Sight(client);
        var told = new HashSet<Uid>();
        foreach (var membership in client.User!.Memberships.ToArray())
        {
            var room = membership.Room;
            Say(client, "#" + room.Name, room.Metadata, keys);
            if (room.Count > MembersMax) Later(client, room, LaterSeconds);
            else
                foreach (var member in room.Members)
                    if (sight.Sees(member) && told.Add(member.User.Uid)) Say(client, member.User.Nick, member.User.Metadata, keys);
            yield return told.Count;
            if (client.User is null) yield break;
        }

        if (told.Add(client.User.Uid)) Say(client, client.User.Nick, client.User.Metadata, keys);
        foreach (var watched in client.Dialect.Watches.Of(client).Keys)
            if (client.Node.State.Users.TryNick(watched, out var user) && told.Add(user.Uid)) Say(client, user.Nick, user.Metadata, keys);
    }
}
