using Parlance.Domain.Rooms;
using Parlance.Log;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>What a session is shown when it comes into a room, in this order: who is there, itself, what was said lately, the subject (XEP-0045 §7.1 to §7.2.15).</summary>
internal sealed class Entrance
{
    /// <summary>Presences in one slice of a long answer; below it a room is shown at once.</summary>
    public const int SliceMax = 500;

    /// <summary>The room began with this.</summary>
    public bool IsCreated { get; set; }

    /// <summary>Another nick was asked for than they have.</summary>
    public bool IsNickGiven { get; init; }

    public HistoryWish History { get; init; } = HistoryWish.Usual;

    public void Greet(XmppSession client, Room room)
    {
        var node = client.Node;
        if (node.KeepsHistory && !History.IsNone && !IsCreated && History.QueryOf(client, room) is { } query)
            node.AskArchive(client, (archive, asOf) => archive.Read(query with { AsOf = asOf }), (page, _) => Show(client, room, page?.Entries ?? []));
        else if (room.Count <= SliceMax)
            foreach (var _ in Show(client, room, [])) { }
        else node.Answer(client.Connection, Show(client, room, []).GetEnumerator());
    }

    private IEnumerable<int> Show(XmppSession client, Room room, IReadOnlyList<ArchiveEntry> said)
    {
        var shown = 0;
        foreach (var member in room.Count <= SliceMax ? [.. room.Members] : room.Members.ToArray())
        {
            if (!client.IsIn(room)) yield break;
            if (ReferenceEquals(member.User, client.User) || member.User.In(room) is null) continue;
            ShowOther(client, room, member);
            if (++shown % SliceMax == 0) yield return shown;
        }

        if (!client.IsIn(room)) yield break;
        ShowSelf(client, room);
        foreach (var entry in said)
        {
            History.Say(client, room, entry);
            if (++shown % SliceMax == 0) yield return shown;
        }

        if (client.IsIn(room)) Subject.Show(client, room);
    }

    private static void ShowOther(XmppSession client, Room room, Member member)
    {
        if (room.Has(RoomMode.Auditorium) && member.Rank < Rank.Voice && client.User!.In(room)?.Rank < Rank.Operator) return;
        var view = room.HidesAddresses() && client.User!.In(room)?.Rank >= Rank.Operator ? View.Moderator : View.Other;
        new OccupantPresence { Dialect = client.Dialect, Room = room, User = member.User, View = view }.Write(client.Dialect.Pen);
        client.Flush(client.Dialect.Pen);
    }

    private void ShowSelf(XmppSession client, Room room)
    {
        Span<int> codes = stackalloc int[4];
        var count = 0;
        if (!room.HidesAddresses()) codes[count++] = Muc.AddressesShown;
        if (client.Node.KeepsHistory) codes[count++] = Muc.Logged;
        if (IsCreated) codes[count++] = Muc.Created;
        if (IsNickGiven) codes[count++] = Muc.NickGiven;
        new OccupantPresence { Dialect = client.Dialect, Room = room, User = client.User!, View = View.Self, Codes = codes[..count] }.Write(client.Dialect.Pen);
        client.Flush(client.Dialect.Pen);
    }
}
