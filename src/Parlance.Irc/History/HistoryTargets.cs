using Parlance.Domain;
using Parlance.Domain.Users;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary><c>CHATHISTORY TARGETS</c>: the client's rooms and those it has talked to, by the time of the last word.</summary>
internal static class HistoryTargets
{
    /// <summary>Targets in one slice of a long answer.</summary>
    private const int SliceMax = 200;

    public static void Ask(IrcSession client, string first, string second, int limit)
    {
        if (!Reference.TryTime(first, out var from) || !Reference.TryTime(second, out var to))
        {
            ChathistoryCommand.Invalid(client, "TARGETS", "Invalid timestamp", Reference.TryTime(first, out _) ? second : first);
            return;
        }

        var rooms = client.User!.Memberships.ConvertAll(member => HistoryTarget.Of(client, member.Room, member));
        var queries = rooms.ConvertAll(room => room.Query(client) with { Kinds = ArchiveKinds.Messages });
        var own = HistoryTarget.PartyOf(client);
        var label = client.PutLabel();
        client.Node.AskArchive(
            client,
            (archive, asOf) => new Found(queries.ConvertAll(query => archive.Latest(query with { AsOf = asOf })), archive.Talks(own)),
            (found, _) => Answer(client, rooms, own, found, (from, to, limit), label));
    }

    private static IEnumerable<int> Answer(IrcSession client, List<HistoryTarget> rooms, string own, Found? found, (Instant From, Instant To, int Limit) asked, string? label)
    {
        if (found is null)
        {
            ChathistoryCommand.Fail(client, label, "TARGETS");
            yield break;
        }

        var batch = Playback.Open(client, label, "draft/chathistory-targets");
        var said = 0;
        foreach (var (name, last) in Choose(client, rooms, own, found, asked))
        {
            if (client.User is null) yield break;
            var pen = client.Dialect.Pen.For(client.Caps).Begin();
            if (batch is not null) pen.Tag("batch"u8, batch);
            pen.From(client.ServerName).Word("CHATHISTORY"u8).Word("TARGETS"u8).Word(name).Word(last.ToString()).End();
            client.Flush(pen);
            if (++said % SliceMax == 0) yield return said;
        }

        Playback.Close(client, batch);
    }

    /// <summary>Counted from the first of the two times, which may be the later one.</summary>
    private static List<(string Name, Instant Last)> Choose(IrcSession client, List<HistoryTarget> rooms, string own, Found found, (Instant From, Instant To, int Limit) asked)
    {
        var all = new List<(string Name, Instant Last)>();
        for (var i = 0; i < rooms.Count; i++)
            if (!found.Rooms[i].IsNone) all.Add((rooms[i].Name, found.Rooms[i].Stamp.Wall));
        foreach (var talk in found.Talks)
            if (talk.Last.Stamp.Wall >= HistoryTarget.NotBeforeOf(client, own, talk.Party) && NameOf(client, talk.Party) is { } name) all.Add((name, talk.Last.Stamp.Wall));

        var (from, to, limit) = asked;
        var (low, high) = from <= to ? (from, to) : (to, from);
        all.RemoveAll(target => target.Last <= low || target.Last >= high);
        all.Sort((a, b) => a.Last.CompareTo(b.Last));
        if (from > to && all.Count > limit) all.RemoveRange(0, all.Count - limit);
        else if (all.Count > limit) all.RemoveRange(limit, all.Count - limit);
        return all;
    }

    /// <summary>How the client can address a party; null: it cannot, for a guest who is gone has no name.</summary>
    private static string? NameOf(IrcSession client, string party)
    {
        var state = client.Node.State;
        if (state.Users.TryAccount(party, out var user)) return user.Nick;
        if (state.Accounts.TryGet(party, out var account)) return account.Name;
        return Uid.TryParse(party, out var uid) ? client.Node.UserOf(uid)?.Nick : null;
    }

    private sealed record Found(List<EventId> Rooms, IReadOnlyList<ArchiveTalk> Talks);
}
