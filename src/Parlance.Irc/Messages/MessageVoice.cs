using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;

namespace Parlance.Irc.Messages;

/// <summary>Says a message: PRIVMSG, NOTICE or TAGMSG; several lines as a batch to those who can, as lines to others (draft/multiline).</summary>
public sealed class MessageVoice : IIrcVoice<MessageSent>
{
    /// <summary>Bytes of a line of a multiline message, with its end, for those who know no more than RFC 2812 §2.3.</summary>
    internal const int PlainLineMax = 512;

    public static void Say(MessageSent happened, in Utterance what, IrcPen pen)
    {
        if (happened.Kind == MessageKind.Tags)
        {
            if (pen.Has(Capability.MessageTags) && !happened.ClientTags.IsEmpty) Head(happened, what, pen.About(what, what.By)).End();
            return;
        }

        var text = happened.Text.Span;
        if (text.IndexOf((byte)'\n') < 0)
        {
            Head(happened, what, pen.About(what, what.By));
            pen.Trail(text[..Fit(text, what.Node.Settings.Limits.LineLength - pen.BodyLength)]).End();
        }
        else if (pen.Has(Capability.Multiline) && pen.Has(Capability.Batch)) SayBatch(happened, what, pen);
        else SayLines(happened, what, pen);
    }

    /// <summary>The lines as the sender composed them, without the blank ones. Only the first carries the id and the client's tags.</summary>
    private static void SayLines(MessageSent happened, in Utterance what, IrcPen pen)
    {
        var first = true;
        foreach (var range in happened.Text.Span.Split((byte)'\n'))
            for (var line = happened.Text.Span[range]; !line.IsEmpty; first = false)
            {
                Head(happened, what, first ? pen.About(what, what.By) : pen.AboutRest(what, what.By));
                var length = Fit(line, PlainLineMax - pen.BodyLength);
                pen.Trail(line[..length]).End();
                line = line[length..];
            }
    }

    private static void SayBatch(MessageSent happened, in Utterance what, IrcPen pen)
    {
        var id = what.At.Id.ToString();
        pen.About(what, what.By);
        From(happened, what, pen).Word("BATCH"u8).Word("+").Add(id).Word("draft/multiline"u8);
        Target(happened, what, pen).End();
        var number = 0;
        foreach (var range in happened.Text.Span.Split((byte)'\n'))
        {
            var line = happened.Text.Span[range];
            pen.Begin().Tag("batch"u8, id);
            if (happened.Joined?.Contains(number) == true) pen.Tag("draft/multiline-concat"u8, default(ReadOnlySpan<byte>));
            Head(happened, what, pen);
            pen.Trail(line[..Fit(line, what.Node.Settings.Limits.LineLength - pen.BodyLength)]).End();
            number++;
        }

        From(happened, what, pen.Begin()).Word("BATCH"u8).Word("-").Add(id).End();
    }

    /// <summary>How many bytes of a text fit into what is left of a line, with <c> :</c> before and CR LF after; no character is split.</summary>
    internal static int Fit(ReadOnlySpan<byte> text, int left)
    {
        left = Math.Max(left - 4, 1);
        if (text.Length <= left) return text.Length;
        var length = left;
        while (length > 0 && (text[length] & 0xC0) == 0x80) length--;
        return length == 0 ? left : length;
    }

    private static IrcPen Head(MessageSent happened, in Utterance what, IrcPen pen)
    {
        From(happened, what, pen).Word(happened.Kind switch
        {
            MessageKind.Say => "PRIVMSG"u8,
            MessageKind.Notice => "NOTICE"u8,
            _ => "TAGMSG"u8,
        });
        return Target(happened, what, pen);
    }

    private static IrcPen From(MessageSent happened, in Utterance what, IrcPen pen) => happened.RelayedAs is { } nick
        ? pen.From(nick).Add("!relay@"u8).Add(what.Node.Settings.Server.Name)
        : pen.From(what.By, what.Node.Settings.Server.Name);

    /// <summary>An account that is not here has its name for a nick.</summary>
    internal static string NameOf(string? account, Node node) =>
        account is not null && node.State.Accounts.TryGet(account, out var found) ? found.Name : "*";

    private static IrcPen Target(MessageSent happened, in Utterance what, IrcPen pen)
    {
        if (what.Room is not { } room) return pen.Word(what.Node.UserOf(happened.To)?.Nick ?? NameOf(happened.ToAccount, what.Node));
        if (happened.AtLeast == Rank.None) return pen.Channel(room.Name);
        return pen.Word(ChannelModes.PrefixOf(happened.AtLeast)).Add("#"u8).Add(room.Name);
    }
}
