using System.Text;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Rooms;

/// <summary>Available presence to somebody in a room: coming in, or taking another nick (XEP-0045 §7.2, §7.6).</summary>
public sealed class Join : IStanza
{
    /// <summary>Bytes of a password that is looked at.</summary>
    private const int PasswordMax = 1024;

    public static StanzaCard Card { get; } = new(StanzaKind.Presence, Place.Occupant) { Cost = 2, Feature = Muc.Name, Source = "XEP-0045", Version = "1.35.1", Help = "Enters a room, or changes the nick in it." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        var (dialect, node) = (client.Dialect, client.Node);
        var wanted = stanza.To!.Resource!;
        var muc = stanza.Element.Child("x"u8, Muc.Ns);
        if (dialect.RoomAt(stanza.To) is { } room && client.IsIn(room))
        {
            Stay(client, stanza, room, wanted, muc.IsNone);
            return;
        }

        if (!node.Names.TryRoom(stanza.To.Local!, node.Limits.RoomLength, out var display, out var folded)) client.Refuse(stanza, StanzaError.NotAcceptable, "No room can have this name");
        else if (dialect.RoomAt(stanza.To) is null && node.State.Rooms.TryFormer(folded, node.Now.Wall, out var renamed)) Renaming.Refuse(client, stanza, renamed);
        else
        {
            var password = muc.Child("password"u8, Muc.Ns);
            var key = password.IsNone || password.Text.Length > PasswordMax ? null : password.TextString;
            Enter(client, stanza, display, folded, wanted, key, HistoryWish.Read(muc.Child("history"u8, Muc.Ns), node.Now.Wall));
        }
    }

    private static void Enter(XmppSession client, in Stanza stanza, string display, string folded, string wanted, string? key, HistoryWish history)
    {
        var node = client.Node;
        if (RoomNicks.Choose(client, wanted) is { } conflict)
        {
            client.Refuse(stanza, conflict);
            return;
        }

        client.Entering = new() { History = history, IsNickGiven = client.User!.Nick != wanted, IsCreated = !node.State.Rooms.TryGet(folded, out _) };
        var refusal = node.Join(client, display, folded, key);
        client.Entering = null;
        if (refusal is not null) Refuse(client, stanza, refusal);
    }

    private static void Stay(XmppSession client, in Stanza stanza, Room room, string wanted, bool isChange)
    {
        if (wanted == client.User!.Nick)
        {
            if (isChange) Show(client, room, 0);
            else new Entrance { History = HistoryWish.Read(stanza.Element.Child("x"u8, Muc.Ns).Child("history"u8, Muc.Ns), client.Node.Now.Wall) }.Greet(client, room);
        }
        else if (client.Node.Ask(client, new ChangeNick(RoomNicks.Fit(client.Node, client.User, wanted))) is { } refusal)
            client.Refuse(stanza, refusal.Code is RefusalCode.NickFrozen or RefusalCode.BadNick ? StanzaError.NotAcceptable : refusal.Code == RefusalCode.StorageDown ? StanzaError.ResourceConstraint : StanzaError.Conflict);
        else if (client.User.Nick != stanza.To!.Resource) Show(client, room, Muc.NickGiven);
    }

    /// <summary>It is as it was: only who asked is told.</summary>
    private static void Show(XmppSession client, Room room, int code)
    {
        new OccupantPresence { Dialect = client.Dialect, Room = room, User = client.User!, View = View.Self, Codes = code == 0 ? [] : [code] }.Write(client.Dialect.Pen);
        client.Flush(client.Dialect.Pen);
    }

    private static void Refuse(XmppSession client, in Stanza stanza, Refusal refusal)
    {
        var error = refusal.Code switch
        {
            RefusalCode.NickReserved or RefusalCode.OperatorsOnly => StanzaError.NotAllowed,
            RefusalCode.RoomLocked => StanzaError.ItemNotFound,
            _ => Refusals.ErrorOf(refusal),
        };
        client.Refuse(stanza, error, Refusals.TextOf(refusal), refusal.Code == RefusalCode.RoomFull ? "wait" : null);
    }
}

/// <summary>Who comes in is shown to those inside; themselves the entrance shows last.</summary>
internal sealed class JoinedVoice : IRoomVoice<MemberJoined>
{
    public static void Say(MemberJoined happened, in RoomWords words)
    {
        if (words.View != View.Self) words.Present();
    }
}
