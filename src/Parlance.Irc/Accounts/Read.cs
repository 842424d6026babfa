using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Irc.Capabilities;

namespace Parlance.Irc.Accounts;

/// <summary>To all sessions of the account that know read markers; to nobody else.</summary>
public sealed class ReadMarkedVoice : IIrcVoice<ReadMarked>
{
    public static void Say(ReadMarked happened, in Utterance what, IrcPen pen)
    {
        if (!pen.Has(Capability.ReadMarker) || NameOf(happened.Conversation, what.Node) is not { } name) return;
        Line(pen.Begin(), what.Node.Settings.Server.Name, name, happened.At);
    }

    internal static void Line(IrcPen pen, string server, string name, Instant? at)
    {
        pen.From(server).Word("MARKREAD"u8).Word(name);
        if (at is { } time) pen.Word("timestamp=").Add(time.ToString()).End();
        else pen.Word("*"u8).End();
    }

    /// <summary>Null: it is no conversation of IRC, or one that is no more.</summary>
    private static string? NameOf(string conversation, Node node)
    {
        if (conversation == ReadMarks.Delivered) return null;
        if (EventId.TryParse(conversation, out var instance)) return node.State.Rooms.TryGet(instance, out var room) ? "#" + room.Name : null;
        if (Uid.TryParse(conversation, out var uid)) return node.UserOf(uid)?.Nick;
        if (node.State.Users.TryAccount(conversation, out var user)) return user.Nick;
        return node.State.Accounts.TryGet(conversation, out var account) ? account.Name : conversation;
    }
}
