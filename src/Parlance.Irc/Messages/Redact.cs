using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.History;
using Parlance.Irc.Wire;
using Parlance.Log;

namespace Parlance.Irc.Messages;

/// <summary><c>REDACT &lt;target&gt; &lt;msgid&gt; [&lt;reason&gt;]</c>: takes back a message (IRCv3 draft/message-redaction).</summary>
public sealed class RedactCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("REDACT", ParamsMin: 2, Syntax: "<target> <msgid> [<reason>]", Help: "Takes back a message, with its id.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (!client.Has(Capability.MessageRedaction))
        {
            client.Reply(Numerics.UnknownCommand, "REDACT");
            return;
        }

        var name = Encoding.UTF8.GetString(line[0]);
        var id = Encoding.UTF8.GetString(line[1]);
        var reason = line.Count > 2 ? Encoding.UTF8.GetString(line[2]) : null;
        if (HistoryTarget.Find(client, name) is not { } target || (target.Room is null && !IsSomebody(client, target))) client.Fail("REDACT", "INVALID_TARGET", "You cannot delete messages from there", name);
        else if (!EventId.TryParse(id, out var message)) Unknown(client, target, id);
        else if (Recent(client, target, message) is { } recent) Take(client, target, recent, reason);
        else if (!client.Node.KeepsHistory) Unknown(client, target, id);
        else FromArchive(client, target, message, reason);
    }

    private static bool IsSomebody(IrcSession client, HistoryTarget target) =>
        client.UserOf(target.Name) is not null || client.Node.State.Accounts.TryGet(target.Key, out _);

    private static RecentMessage? Recent(IrcSession client, HistoryTarget target, EventId id)
    {
        if (client.Node.Recent.Find(id) is not { } message) return null;
        if (target.Room is { } room) return message.Room == room.Instance ? message : null;
        var (me, other) = (client.User!.Uid, client.UserOf(target.Name)?.Uid ?? default);
        return !message.To.IsNone && !other.IsNone && ((message.Author == me && message.To == other) || (message.Author == other && message.To == me)) ? message : null;
    }

    private static void FromArchive(IrcSession client, HistoryTarget target, EventId id, string? reason)
    {
        var label = client.PutLabel();
        client.Node.AskArchive(client, (archive, asOf) => new Found(archive.Find(target.Conversation, id)), (found, _) => Answer(client, target, id, found?.Entry, reason, label));
    }

    private static IEnumerable<int> Answer(IrcSession client, HistoryTarget target, EventId id, ArchiveEntry? entry, string? reason, string? label)
    {
        if (client.User is not { } user) yield break;
        var (from, durable) = (client.Connection.Written, client.Node.LastDurable);
        client.TakeUpLabel(label);
        if (entry is not { Happened: MessageSent message, Kind: not ArchiveKinds.Redacted } found || found.At.Stamp.Wall < target.NotBefore) Unknown(client, target, id.ToString());
        else
        {
            var author = found.At.By.Account is { } account && account == user.AccountFolded ? user.Uid : found.At.By.Uid;
            var stands = client.Node.UserOf(author) is { } writer && target.Room is { } room ? writer.In(room)?.Rank ?? Rank.None : Rank.None;
            Take(client, target, new(id, found.At.Room, message.To, author, stands), reason);
        }

        client.EndLabel();
        if (client.Node.LastDurable != durable) client.Connection.Hold(from, client.Node.LastDurable);
    }

    private static void Take(IrcSession client, HistoryTarget target, in RecentMessage message, string? reason)
    {
        var ownAllowed = client.Node.Settings.History.DeleteOwn;
        var refusal = target.Room is { } room
            ? client.Node.Ask(client, room, new Redact(message.Id, message.Author, message.Stood, ownAllowed, reason))
            : client.Node.Ask(client, new RedactDirect(message.Id, message.Author, client.UserOf(target.Name)?.Uid ?? default, ownAllowed, reason, client.Node.State.Accounts.TryGet(target.Key, out var account) ? account.Folded : null));
        if (refusal is not null) client.Refuse(refusal, "REDACT", target.Name);
    }

    private static void Unknown(IrcSession client, HistoryTarget target, string id) =>
        client.Fail("REDACT", "UNKNOWN_MSGID", "This message does not exist or is too old", target.Name, id);

    private sealed record Found(ArchiveEntry? Entry);
}

/// <summary><c>:nick!user@host REDACT &lt;target&gt; &lt;msgid&gt; [:&lt;reason&gt;]</c>, to those who know it; the others hear nothing.</summary>
public sealed class RedactedVoice : IIrcVoice<MessageRedacted>
{
    public static void Say(MessageRedacted happened, in Utterance what, IrcPen pen)
    {
        if (!pen.Has(Capability.MessageRedaction)) return;
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("REDACT"u8);
        if (what.Room is { } room) pen.Channel(room.Name);
        else pen.Word(what.About?.Nick ?? MessageVoice.NameOf(happened.ToAccount, what.Node));
        pen.Word(happened.Message.ToString());
        if (happened.Reason is { } reason) pen.Trail(reason);
        pen.End();
    }
}
