using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Log;

/// <summary>What the archive's tables hold of an event: a function of the event alone, so that the index can be made again from the log in any order.</summary>
internal sealed class ArchiveIndexer
{
    /// <summary>Where the redactions of direct messages are kept: by id alone, for parties may have logged in or out meanwhile.</summary>
    public const string DirectRedactions = "@";

    /// <summary>Rooms whose keys are kept at hand.</summary>
    private const int KeysMax = 1_024;

    public List<ArchiveRow> Rows { get; } = [];
    public List<Talk> Talks { get; } = [];
    public List<Naming> Names { get; } = [];

    private readonly Dictionary<EventId, string> _keys = [];

    /// <summary>The key of a room's conversation: the same string for the same room, which also compares fastest.</summary>
    private string KeyOf(EventId room)
    {
        if (_keys.TryGetValue(room, out var key)) return key;
        if (_keys.Count == KeysMax) _keys.Clear();
        _keys.Add(room, key = Conversation.OfRoom(room).Key);
        return key;
    }

    public void Clear()
    {
        Rows.Clear();
        Talks.Clear();
        Names.Clear();
    }

    /// <summary>The kinds of events that are looked at, for who reads a log to index it.</summary>
    public static bool Concerns(Type kind) =>
        kind.IsAssignableTo(typeof(RoomEvent)) || kind == typeof(MessageSent) || kind == typeof(NickChanged) || kind == typeof(UserDisconnected)
        || kind == typeof(UserConnected) || kind == typeof(HostChanged) || kind == typeof(IdentChanged);

    public void Take(Event happened, in Envelope at)
    {
        switch (happened)
        {
            case MessageSent message:
                Take(message, at);
                break;
            case MessageRedacted redacted:
                Take(redacted, at);
                break;
            case NickChanged nick:
                Names.Add(new(WhoseName(nick, at), at.Position));
                InRooms(nick.Rooms, at);
                break;
            case UserDisconnected quit:
                InRooms(quit.Rooms, at);
                break;
            case UserConnected connected:
                Names.Add(new(connected.User, at.Position));
                break;
            case HostChanged or IdentChanged:
                Names.Add(new(WhoseName(happened, at), at.Position));
                break;
            case MemberJoined or MemberParted or MemberKicked or ModeChanged or RankGranted or RankRevoked or MaskAdded or MaskRemoved or TopicSet or RoomRenamed:
                Rows.Add(new(KeyOf(at.Room), Shelf.Events, at.Id, at.Position, ArchiveKinds.Events));
                break;
        }
    }

    private static Uid WhoseName(Event happened, in Envelope at) => happened.About.IsNone ? at.By.Uid : happened.About;

    private void Take(MessageSent message, in Envelope at)
    {
        var (shelf, kind) = message.Kind == MessageKind.Tags ? (Shelf.Events, ArchiveKinds.Reactions) : (Shelf.Words, ArchiveKinds.Messages);
        if (!message.IsDirect)
        {
            Rows.Add(new(KeyOf(at.Room), shelf, at.Id, at.Position, kind, message.AtLeast));
            return;
        }

        var (from, to) = (Party.Of(at.By.Uid, at.By.Account), Party.Of(message.To, message.ToAccount));
        Direct(from, to, shelf, kind, at);
        if (kind != ArchiveKinds.Messages) return;
        Talks.Add(new(from, to, at.Id));
        if (to != from) Talks.Add(new(to, from, at.Id));
    }

    private void Take(MessageRedacted redacted, in Envelope at)
    {
        if (!redacted.IsDirect)
        {
            var room = KeyOf(at.Room);
            Rows.Add(new(room, Shelf.Events, at.Id, at.Position, ArchiveKinds.Redactions));
            Rows.Add(new(room, Shelf.Redacted, redacted.Message, at.Position, ArchiveKinds.Redactions));
            return;
        }

        Direct(Party.Of(at.By.Uid, at.By.Account), Party.Of(redacted.To, redacted.ToAccount), Shelf.Events, ArchiveKinds.Redactions, at);
        Rows.Add(new(DirectRedactions, Shelf.Redacted, redacted.Message, at.Position, ArchiveKinds.Redactions));
    }

    /// <summary>To their conversation, and to what each has that is an account.</summary>
    private void Direct(string from, string to, Shelf shelf, ArchiveKinds kind, in Envelope at)
    {
        Rows.Add(new(Conversation.Between(from, to).Key, shelf, at.Id, at.Position, kind));
        if (Party.IsAccount(from)) Rows.Add(new(from, shelf, at.Id, at.Position, kind));
        if (to != from && Party.IsAccount(to)) Rows.Add(new(to, shelf, at.Id, at.Position, kind));
    }

    private void InRooms(IReadOnlyList<EventId>? rooms, in Envelope at)
    {
        if (rooms is null) return;
        foreach (var room in rooms) Rows.Add(new(KeyOf(room), Shelf.Events, at.Id, at.Position, ArchiveKinds.Events));
    }
}
