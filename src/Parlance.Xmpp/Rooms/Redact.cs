using System.Text;
using Parlance.Domain;
using Parlance.Domain.Messages;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Log;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>A moderator takes back a message (XEP-0425).</summary>
public sealed class Moderate : IStanza
{
    private const string Space = "urn:xmpp:message-moderate:1";

    public static StanzaCard Card { get; } = StanzaCard.Set(Space, "moderate", Place.Room) with { Source = "XEP-0425", Version = "0.3.0", Help = "Takes back a message of a room, as a moderator." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var moderate = stanza.Payload;
        if (client.Dialect.RoomAt(stanza.To!) is not { } room) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (!client.IsIn(room) || client.User!.In(room)!.Rank < Rank.HalfOperator) client.Refuse(stanza, StanzaError.Forbidden);
        else
        {
            var reason = moderate.Child("reason"u8, "urn:xmpp:message-moderate:1"u8);
            Retraction.Take(client, stanza, room, moderate.Get("id"u8) ?? "", reason.IsNone ? null : reason.TextString);
        }
    }
}

/// <summary>Taking back what was said (XEP-0424): one's own by a message, others' by moderation.</summary>
internal static class Retraction
{
    private static ReadOnlySpan<byte> Space => "urn:xmpp:message-retract:1"u8;

    /// <summary>The id that a message takes back; null: it takes back nothing.</summary>
    public static string? Find(in Element message) => message.Child("retract"u8, Space).Get("id"u8);

    public static void Take(XmppSession client, in Stanza stanza, Room room, string id, string? reason)
    {
        var node = client.Node;
        if (!EventId.TryParse(id, out var message)) client.Refuse(stanza, StanzaError.ItemNotFound);
        else if (node.Recent.Find(message) is { } recent)
        {
            if (recent.Room == room.Instance) Answer(client, stanza, Ask(client, room, recent, reason));
            else client.Refuse(stanza, StanzaError.ItemNotFound);
        }
        else if (!node.KeepsHistory) client.Refuse(stanza, StanzaError.ItemNotFound);
        else FromArchive(client, stanza, room, message, reason);
    }

    private static void FromArchive(XmppSession client, in Stanza stanza, Room room, EventId id, string? reason)
    {
        var (kept, kind) = (stanza.Element.Keep(), stanza.Kind);
        var (to, place, type) = (stanza.To, stanza.Place, Encoding.ASCII.GetString(stanza.Type));
        client.Node.AskArchive(client, (archive, _) => new Found(archive.Find(Conversation.OfRoom(room.Instance), id)), (found, _) => Later(found?.Entry));

        IEnumerable<int> Later(ArchiveEntry? entry)
        {
            if (client.User is null || !client.IsIn(room)) yield break;
            var asked = new Stanza { Element = kept.Element, Kind = kind, To = to, Place = place, Type = Encoding.ASCII.GetBytes(type) };
            if (entry is not { Happened: MessageSent, Kind: not ArchiveKinds.Redacted } found) client.Refuse(asked, StanzaError.ItemNotFound);
            else
            {
                var author = found.At.By.Account is { } account && account == client.User.AccountFolded ? client.User.Uid : found.At.By.Uid;
                Answer(client, asked, Ask(client, room, new(id, room.Instance, default, author, client.Node.UserOf(author)?.In(room)?.Rank ?? Rank.None), reason));
            }
        }
    }

    private static Refusal? Ask(XmppSession client, Room room, in RecentMessage message, string? reason) =>
        client.Node.Ask(client, room, new Redact(message.Id, message.Author, message.Stood, client.Node.Settings.History.DeleteOwn, reason));

    private static void Answer(XmppSession client, in Stanza stanza, Refusal? refusal)
    {
        if (refusal is not null) client.Refuse(stanza, refusal);
        else if (stanza.Kind == StanzaKind.Iq) client.Result(stanza);
    }

    private sealed record Found(ArchiveEntry? Entry);
}

/// <summary>What was taken back: by its author in their own name, by a moderator in the room's.</summary>
public sealed class RedactedVoice : IXmppVoice<MessageRedacted>
{
    public static void Say(MessageRedacted happened, in Utterance what, XmlPen pen)
    {
        if (what.Room is not { } room || what.Dialect() is not { } dialect) return;
        var address = dialect.Addresses.Of(room).Bare;
        var isOwn = !happened.ByModerator && what.By is not null;
        pen.Open("message"u8).Attribute("from"u8, isOwn ? $"{address}/{what.By!.Nick}" : address).Attribute("id"u8, what.At.Id.ToString()).Attribute("type"u8, "groupchat"u8)
            .Open("retract"u8, "urn:xmpp:message-retract:1"u8).Attribute("id"u8, happened.Message.ToString());
        if (!isOwn)
        {
            pen.Open("moderated"u8, "urn:xmpp:message-moderate:1"u8);
            if (what.By is { } moderator)
            {
                pen.Attribute("by"u8, $"{address}/{moderator.Nick}");
                if (moderator.In(room) is { } member) pen.Open("occupant-id"u8, Muc.OccupantId).Attribute("id"u8, dialect.Addresses.IdOf(member)).Close();
            }

            pen.Close();
            if (happened.Reason is { } reason) pen.Element("reason"u8, reason);
        }

        pen.Close().Open("stanza-id"u8, Muc.StanzaId).Attribute("by"u8, address).Attribute("id"u8, what.At.Id.ToString()).Close().End();
    }
}
