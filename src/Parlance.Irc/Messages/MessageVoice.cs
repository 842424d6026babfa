using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Modes;

namespace Parlance.Irc.Messages;

/// <summary>Says a message: PRIVMSG, NOTICE or TAGMSG; several lines as a batch to those who can, as lines to others (draft/multiline).</summary>
public sealed class MessageVoice : IIrcVoice<MessageSent>
{
    public static void Say(MessageSent happened, in Utterance what, IrcPen pen)
    {
        if (happened.Kind == MessageKind.Tags)
        {
            if (pen.Has(Capability.MessageTags)) Head(happened, what, pen.About(what, what.By)).End();
            return;
        }

        var text = happened.Text.Span;
        if (text.IndexOf((byte)'\n') < 0) Head(happened, what, pen.About(what, what.By)).Trail(text).End();
        else if (pen.Has(Capability.Multiline) && pen.Has(Capability.Batch)) SayBatch(happened, what, pen);
        else SayLines(happened, what, pen);
    }

    /// <summary>Only the first of split lines carries the id and the tags.</summary>
    private static void SayLines(MessageSent happened, in Utterance what, IrcPen pen)
    {
        var first = true;
        foreach (var range in happened.Text.Span.Split((byte)'\n'))
        {
            var line = happened.Text.Span[range];
            if (line.IsEmpty) continue;
            if (first) pen.About(what, what.By);
            else if (pen.Has(Capability.ServerTime)) pen.Begin().Time(what.At.Stamp.Wall);
            else pen.Begin();
            Head(happened, what, pen).Trail(line).End();
            first = false;
        }
    }

    private static void SayBatch(MessageSent happened, in Utterance what, IrcPen pen)
    {
        var id = what.At.Id.ToString();
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("BATCH"u8).Word("+").Add(id).Word("draft/multiline"u8);
        Target(happened, what, pen).End();
        var number = 0;
        foreach (var range in happened.Text.Span.Split((byte)'\n'))
        {
            pen.Begin().Tag("batch"u8, id);
            if (happened.Joined?.Contains(number) == true) pen.Tag("draft/multiline-concat"u8, default(ReadOnlySpan<byte>));
            Head(happened, what, pen).Trail(happened.Text.Span[range]).End();
            number++;
        }

        pen.Begin().From(what.By, what.Node.Settings.Server.Name).Word("BATCH"u8).Word("-").Add(id).End();
    }

    private static IrcPen Head(MessageSent happened, in Utterance what, IrcPen pen)
    {
        pen.From(what.By, what.Node.Settings.Server.Name).Word(happened.Kind switch
        {
            MessageKind.Say => "PRIVMSG"u8,
            MessageKind.Notice => "NOTICE"u8,
            _ => "TAGMSG"u8,
        });
        return Target(happened, what, pen);
    }

    private static IrcPen Target(MessageSent happened, in Utterance what, IrcPen pen)
    {
        if (what.Room is not { } room) return pen.Word(what.Node.UserOf(happened.To)?.Nick ?? "*");
        if (happened.AtLeast == Rank.None) return pen.Channel(room.Name);
        return pen.Word(ChannelModes.PrefixOf(happened.AtLeast)).Add("#"u8).Add(room.Name);
    }
}
