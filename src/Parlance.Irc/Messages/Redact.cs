using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Messages;

/// <summary><c>REDACT &lt;target&gt; &lt;msgid&gt; [&lt;reason&gt;]</c>: takes back a recent message (IRCv3 draft/message-redaction).</summary>
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

        var target = Encoding.UTF8.GetString(line[0]);
        var id = Encoding.UTF8.GetString(line[1]);
        var reason = line.Count > 2 ? Encoding.UTF8.GetString(line[2]) : null;
        var found = EventId.TryParse(id, out var message) ? client.Node.Recent.Find(message) : null;
        if (client.RoomOf(line[0]) is { } room && client.User!.In(room) is not null) InRoom(client, room, found, target, id, reason);
        else if (!target.StartsWith('#') && client.UserOf(line[0]) is { } user) Direct(client, user, found, id, reason);
        else client.Fail("REDACT", "INVALID_TARGET", "You cannot delete messages from there", target);
    }

    private static void InRoom(IrcSession client, Room room, RecentMessage? found, string target, string id, string? reason)
    {
        if (found is not { } message || message.Room != room.Instance) Unknown(client, target, id);
        else if (client.Node.Ask(client, room, new Redact(message.Id, message.Author, message.Stood, client.Node.Settings.History.DeleteOwn, reason)) is { } refusal) client.Refuse(refusal, "REDACT", target);
    }

    private static void Direct(IrcSession client, User user, RecentMessage? found, string id, string? reason)
    {
        var me = client.User!.Uid;
        if (found is not { To.IsNone: false } message || !((message.Author == me && message.To == user.Uid) || (message.Author == user.Uid && message.To == me))) Unknown(client, user.Nick, id);
        else if (client.Node.Ask(client, new RedactDirect(message.Id, message.Author, message.To, client.Node.Settings.History.DeleteOwn, reason)) is { } refusal) client.Refuse(refusal, "REDACT", user.Nick);
    }

    private static void Unknown(IrcSession client, string target, string id) =>
        client.Fail("REDACT", "UNKNOWN_MSGID", "This message does not exist or is too old", target, id);
}

/// <summary><c>:nick!user@host REDACT &lt;target&gt; &lt;msgid&gt; [:&lt;reason&gt;]</c>, to those who know it; the others hear nothing.</summary>
public sealed class RedactedVoice : IIrcVoice<MessageRedacted>
{
    public static void Say(MessageRedacted happened, in Utterance what, IrcPen pen)
    {
        if (!pen.Has(Capability.MessageRedaction)) return;
        pen.About(what, what.By).From(what.By, what.Node.Settings.Server.Name).Word("REDACT"u8);
        if (what.Room is { } room) pen.Channel(room.Name);
        else pen.Word(what.About?.Nick ?? "*");
        pen.Word(happened.Message.ToString());
        if (happened.Reason is { } reason) pen.Trail(reason);
        pen.End();
    }
}
