using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Messages;
using Parlance.Irc.Modes;
using Parlance.Log;

namespace Parlance.Irc.History;

/// <summary>Says again what was said and done, in the words of then, to one client: batches of type chathistory, or lines with their time.</summary>
internal sealed class Playback(IrcSession client, HistoryTarget target, string? batch)
{
    /// <summary>Entries in one slice of a long answer.</summary>
    private const int SliceMax = 50;

    /// <summary>Plays entries in a batch of their own; to a client without batches as lines.</summary>
    /// <param name="label">The label of the command it answers; null: none.</param>
    public static IEnumerable<int> Play(IrcSession client, HistoryTarget target, IReadOnlyList<ArchiveEntry> entries, string? label = null)
    {
        var batch = Open(client, label, "chathistory", target.Name);
        var playback = new Playback(client, target, batch);
        var said = 0;
        foreach (var entry in entries)
        {
            if (client.User is null) yield break;
            playback.Say(entry);
            if (++said % SliceMax == 0) yield return said;
        }

        Close(client, batch);
    }

    /// <summary>The line that opens a batch, which takes the label; null: the client knows no batches.</summary>
    public static string? Open(IrcSession client, string? label, string type, string? parameter = null)
    {
        if (!client.Has(Capability.Batch)) return null;
        var batch = client.NextBatch();
        var pen = client.StartLine();
        if (label is not null) pen.RawTags(Encoding.UTF8.GetBytes("label=" + label));
        pen.From(client.ServerName).Word("BATCH"u8).Word("+" + batch).Word(type);
        if (parameter is not null) pen.Word(parameter);
        pen.End();
        client.Flush(pen);
        return batch;
    }

    public static void Close(IrcSession client, string? batch)
    {
        if (batch is null) return;
        var pen = client.StartLine().From(client.ServerName).Word("BATCH"u8).Word("-" + batch);
        pen.End();
        client.Flush(pen);
    }

    private void Say(in ArchiveEntry entry)
    {
        var pen = client.Dialect.Pen.For(client.Caps);
        if (entry.Happened is MessageSent message) Say(message, entry, pen);
        else SayEvent(entry, pen);
        client.Flush(pen);
    }

    private void Say(MessageSent message, in ArchiveEntry entry, IrcPen pen)
    {
        var text = message.Text.Span;
        if (message.Kind == MessageKind.Tags)
        {
            if (pen.Has(Capability.MessageTags) && !message.ClientTags.IsEmpty) Head(message, entry, Begin(entry, pen, batch, isFirst: true)).End();
        }
        else if (text.IndexOf((byte)'\n') < 0) SayLine(message, entry, pen, text, isFirst: true, client.Node.Settings.Limits.LineLength);
        else if (pen.Has(Capability.Multiline) && batch is not null) SayLines(message, entry, pen);
        else
        {
            var isFirst = true;
            foreach (var range in text.Split((byte)'\n'))
                for (var line = text[range]; !line.IsEmpty; isFirst = false) line = line[SayLine(message, entry, pen, line, isFirst, MessageVoice.PlainLineMax)..];
        }
    }

    /// <summary>As much of a text as a line holds; returns how much.</summary>
    private int SayLine(MessageSent message, in ArchiveEntry entry, IrcPen pen, ReadOnlySpan<byte> text, bool isFirst, int lineMax)
    {
        Head(message, entry, Begin(entry, pen, batch, isFirst));
        // Who has neither server-time nor batches is told the time in words, or would take it for something said now.
        var at = pen.Has(Capability.ServerTime) || batch is not null ? "" : $"[{entry.At.Stamp.Wall.ToDateTime().UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}] ";
        var length = MessageVoice.Fit(text, lineMax - pen.BodyLength - at.Length);
        pen.Trail(at).Add(text[..length]).End();
        return length;
    }

    /// <summary>A message of several lines is a batch within the batch (draft/multiline).</summary>
    private void SayLines(MessageSent message, in ArchiveEntry entry, IrcPen pen)
    {
        var inner = client.NextBatch();
        From(message, entry, Begin(entry, pen, batch, isFirst: true)).Word("BATCH"u8).Word("+" + inner).Word("draft/multiline"u8);
        To(message, entry, pen).End();
        var number = 0;
        foreach (var range in message.Text.Span.Split((byte)'\n'))
        {
            var line = message.Text.Span[range];
            pen.Begin().Tag("batch"u8, inner);
            if (message.Joined?.Contains(number++) == true) pen.Tag("draft/multiline-concat"u8, default(ReadOnlySpan<byte>));
            Head(message, entry, pen);
            pen.Trail(line[..MessageVoice.Fit(line, client.Node.Settings.Limits.LineLength - pen.BodyLength)]).End();
        }

        From(message, entry, pen.Begin().Tag("batch"u8, batch!)).Word("BATCH"u8).Word("-" + inner).End();
    }

    private void SayEvent(in ArchiveEntry entry, IrcPen pen)
    {
        var nick = NickOf(entry.About);
        switch (entry.Happened)
        {
            case MemberJoined:
                FromAbout(entry, pen).Word("JOIN"u8).Word(target.Name);
                if (pen.Has(Capability.ExtendedJoin)) pen.Word(entry.At.By.Account ?? "*").Trail(nick);
                pen.End();
                break;
            case MemberParted parted:
                FromAbout(entry, pen).Word("PART"u8).Word(target.Name);
                if (!string.IsNullOrEmpty(parted.Reason)) pen.Trail(parted.Reason);
                pen.End();
                break;
            case MemberKicked kicked:
                FromBy(entry, pen).Word("KICK"u8).Word(target.Name).Word(nick).Trail(kicked.Reason).End();
                break;
            case UserDisconnected quit:
                FromAbout(entry, pen).Word("QUIT"u8).Trail(quit.Reason).End();
                break;
            case NickChanged changed:
                FromAbout(entry, pen).Word("NICK"u8).Trail(changed.Nick).End();
                break;
            case TopicSet topic:
                FromBy(entry, pen).Word("TOPIC"u8).Word(target.Name).Trail(topic.Text).End();
                break;
            case RoomRenamed renamed when pen.Has(Capability.ChannelRename):
                FromBy(entry, pen).Word("RENAME"u8).Channel(renamed.Was).Channel(renamed.Name).Trail(renamed.Reason).End();
                break;
            case MessageRedacted redacted when pen.Has(Capability.MessageRedaction):
                FromBy(entry, pen).Word("REDACT"u8).Word(target.Name).Word(redacted.Message.ToString());
                if (redacted.Reason is { } reason) pen.Trail(reason);
                pen.End();
                break;
            case var mode when ModeVoice.IsModeChange(mode) && ModeVoice.Read(mode, nick) is { Letter: not '\0' } read:
                FromBy(entry, pen).Word("MODE"u8).Word(target.Name).Word(read.On ? "+" : "-").Add([(byte)read.Letter]);
                if (read.Value is { Length: > 0 } value) pen.Word(value);
                pen.End();
                break;
        }
    }

    private static IrcPen Begin(in ArchiveEntry entry, IrcPen pen, string? batch, bool isFirst)
    {
        pen.Begin();
        if (batch is not null) pen.Tag("batch"u8, batch);
        if (pen.Has(Capability.ServerTime)) pen.Time(entry.At.Stamp.Wall);
        if (entry.Happened is not MessageSent message) return pen;
        if (isFirst && pen.Has(Capability.MessageTags))
        {
            Span<byte> id = stackalloc byte[EventId.Length];
            entry.At.Id.Write(id);
            pen.Tag("msgid"u8, id);
            if (!message.ClientTags.IsEmpty) pen.RawTags(message.ClientTags.Span);
        }

        if (message.RelayedAs is not null && pen.Has(Capability.RelayMessage) && entry.Source.Length > 0) pen.Tag("draft/relaymsg"u8, NickOf(entry.Source));
        else if (message.RelayedAs is null && entry.At.By.Account is { } account && pen.Has(Capability.AccountTag)) pen.Tag("account"u8, account);
        return pen;
    }

    private IrcPen Head(MessageSent message, in ArchiveEntry entry, IrcPen pen)
    {
        From(message, entry, pen).Word(message.Kind switch
        {
            MessageKind.Say => "PRIVMSG"u8,
            MessageKind.Notice => "NOTICE"u8,
            _ => "TAGMSG"u8,
        });
        return To(message, entry, pen);
    }

    /// <summary>Of two who talk directly each is shown under the name of today, as far as it is known: a client files words by it.</summary>
    private IrcPen From(MessageSent message, in ArchiveEntry entry, IrcPen pen)
    {
        if (message.RelayedAs is { } relayed) return pen.From(relayed).Add("!relay@"u8).Add(client.ServerName);
        if (target.Room is not null) return pen.From(entry.Source.Length > 0 ? entry.Source : client.ServerName);
        var now = IsOwn(entry) ? client.User : Now(entry.At.By.Uid, entry.At.By.Account);
        return now is not null ? pen.From(now.Source) : pen.From(entry.Source.Length > 0 ? entry.Source : target.Name);
    }

    private IrcPen To(MessageSent message, in ArchiveEntry entry, IrcPen pen)
    {
        if (target.Room is null) return pen.Word(!IsOwn(entry) ? client.Nick : Now(message.To, message.ToAccount)?.Nick ?? OtherOf(message));
        if (message.AtLeast == Rank.None) return pen.Word(target.Name);
        return pen.Word(ChannelModes.PrefixOf(message.AtLeast)).Add(target.Name);
    }

    private string OtherOf(MessageSent message) =>
        message.ToAccount is { } folded && client.Node.State.Accounts.TryGet(folded, out var account) ? account.Name : target.Name;

    private User? Now(Uid uid, string? account) =>
        account is not null ? client.Node.State.Users.TryAccount(account, out var user) ? user : null : client.Node.UserOf(uid);

    private bool IsOwn(in ArchiveEntry entry) =>
        entry.At.By.Account is { } account ? account == client.User!.AccountFolded : entry.At.By.Uid == client.User!.Uid;

    private IrcPen FromBy(in ArchiveEntry entry, IrcPen pen) =>
        Begin(entry, pen, batch, isFirst: true).From(entry.Source.Length > 0 ? entry.Source : client.ServerName);

    private IrcPen FromAbout(in ArchiveEntry entry, IrcPen pen)
    {
        var who = entry.About.Length > 0 ? entry.About : entry.Source;
        return Begin(entry, pen, batch, isFirst: true).From(who.Length > 0 ? who : client.ServerName);
    }

    private static string NickOf(string source) => source.Length == 0 ? "*" : source.Split('!')[0];
}
