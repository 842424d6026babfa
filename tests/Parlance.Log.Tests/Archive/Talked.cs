using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Log.Tests.Archive;

/// <summary>A day of chat for tests of the archive: real events, one stamp apart.</summary>
internal static class Talked
{
    public static readonly EventId Lobby = new(Stamp.At(Given.Noon), Given.Node);
    public static readonly EventId Kitchen = new(Stamp.At(Given.Noon, 1), Given.Node);
    public static readonly Conversation InLobby = Conversation.OfRoom(Lobby);

    public static EventCodec Codec() => new(typeof(Event).Assembly);

    public static Stamp At(int tick) => Stamp.At(Given.Noon + TimeSpan.FromSeconds(tick));

    public static EventId Id(int tick) => new(At(tick), Given.Node);

    public static LogEntry Said(int tick, Uid by, string text, EventId? room = null, Rank atLeast = Rank.None, string? account = null) =>
        Entry(tick, by, new MessageSent { Source = Utf8($"{by}!u@h"), Text = Utf8(text), AtLeast = atLeast }, room ?? Lobby, account);

    public static LogEntry Told(int tick, Uid by, Uid to, string text, string? account = null) =>
        Entry(tick, by, new MessageSent { To = to, Source = Utf8($"{by}!u@h"), Text = Utf8(text) }, default, account);

    public static LogEntry Reacted(int tick, Uid by, int to) =>
        Entry(tick, by, new MessageSent { Kind = MessageKind.Tags, ClientTags = Utf8($"+draft/react=+1;+draft/reply={Id(to)}") }, Lobby);

    public static LogEntry TakenBack(int tick, Uid by, int message, Uid to = default) =>
        Entry(tick, by, new MessageRedacted(Id(message), null) { To = to }, to.IsNone ? Lobby : default);

    public static LogEntry Came(int tick, Uid user, string nick) => Entry(tick, default, new UserConnected
    {
        User = user, Nick = nick, NickFolded = nick, Ident = "i", Host = "203.0.113.9", CloakedHost = "cloaked", Address = "203.0.113.9", RealHost = "203.0.113.9", RealName = nick,
    }, default);

    public static LogEntry Entry(int tick, Uid by, Event happened, EventId room, string? account = null) =>
        new(happened, new Envelope { Stamp = At(tick), Node = Given.Node, Incarnation = 7, By = by.IsNone ? default : new(by, account), Room = room });

    public static string[] Texts(ArchivePage page) => [.. page.Entries.Select(Text)];

    public static string Text(ArchiveEntry entry) => entry.Happened is MessageSent { Kind: not MessageKind.Tags } said ? Encoding.UTF8.GetString(said.Text.Span) : entry.Happened.GetType().Name;

    public static SqliteEventStore Open(TempFolder temp, out DataFolder folder)
    {
        folder = DataFolder.Open(temp.Path);
        return SqliteEventStore.Open(folder, Codec(), Durability.Relaxed);
    }

    public static void With(this TempFolder temp, Action<SqliteEventStore, IArchive> act)
    {
        using var store = Open(temp, out var folder);
        using (folder) act(store, store.Archive!);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
