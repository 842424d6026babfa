using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Rooms;
using Parlance.Irc.Capabilities;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary>History that comes by itself to clients that cannot ask for it (<c>history.auto_replay</c>), and direct messages that came while their account was away.</summary>
internal static class Unasked
{
    /// <summary>The client has come into a room.</summary>
    public static void OnJoin(IrcSession client, Room room)
    {
        var node = client.Node;
        if (node.Settings.History.AutoReplay == 0 || !MayNeed(client) || client.User!.In(room) is not { } member) return;
        Play(client, HistoryTarget.Of(client, room, member), query => query with { Limit = node.Settings.History.AutoReplay });
    }

    /// <summary>The client is the first of its account to be here again.</summary>
    public static void OnReturn(IrcSession client)
    {
        if (!MayNeed(client) || client.User!.AccountFolded is not { } folded || client.Node.IsReceivingBeside(client.User, client.Connection.Serial)) return;
        if (!client.Node.State.Accounts.TryGet(folded, out var account)) return;
        var since = account.Reads.Of(ReadMarks.Delivered) ?? account.Created.Wall;
        Play(client, HistoryTarget.OfAll(client), query => query with { After = ArchivePoint.At(since).AndOn });
    }

    private static bool MayNeed(IrcSession client) => client.Node.KeepsHistory && !client.Has(Capability.ChatHistory);

    private static void Play(IrcSession client, HistoryTarget target, Func<ArchiveQuery, ArchiveQuery> which)
    {
        var query = which(target.Query(client) with { Kinds = ArchiveKinds.Messages });
        client.Node.AskArchive(client, (archive, asOf) => archive.Read(query with { AsOf = asOf }), (page, _) => page is { Entries.Count: > 0 } ? Playback.Play(client, target, page.Entries) : []);
    }
}
