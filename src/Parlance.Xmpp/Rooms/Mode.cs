using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>A mode is a field of the configuration: that it changed is said, not how (XEP-0045 §10.2.1).</summary>
public sealed class ModeChangedVoice : IXmppVoice<ModeChanged>
{
    public static void Say(ModeChanged happened, in Utterance what, XmlPen pen) => ConfigurationChange.Say(what, pen, 0);
}

/// <summary>A setting is a field of the configuration as well; who sees addresses has a status of its own (XEP-0045 §10.2.1).</summary>
public sealed class SettingChangedVoice : IXmppVoice<SettingChanged>
{
    public static void Say(SettingChanged happened, in Utterance what, XmlPen pen)
    {
        if (happened.Setting == RoomSetting.Locked) return;
        ConfigurationChange.Say(what, pen, happened.Setting != RoomSetting.Whois ? 0 : happened.Value == SettingValues.Moderators ? Muc.AddressesForModerators : Muc.AddressesForAll);
    }
}

/// <summary>The room became persistent.</summary>
public sealed class RoomRegisteredVoice : IXmppVoice<RoomRegistered>
{
    public static void Say(RoomRegistered happened, in Utterance what, XmlPen pen) => ConfigurationChange.Say(what, pen, 0);
}

/// <summary>The room is persistent no longer.</summary>
public sealed class RoomUnregisteredVoice : IXmppVoice<RoomUnregistered>
{
    public static void Say(RoomUnregistered happened, in Utterance what, XmlPen pen) => ConfigurationChange.Say(what, pen, 0);
}

internal static class ConfigurationChange
{
    /// <summary>One message for all the changes of one deed.</summary>
    public static void Say(in Utterance what, XmlPen pen, int further)
    {
        if (what.Room is not { } room || what.Dialect() is not { } dialect) return;
        pen.Open("message"u8).Attribute("from"u8, dialect.Addresses.Of(room).Bare).Attribute("id"u8, what.At.Id.ToString()).Attribute("type"u8, "groupchat"u8).Open("x"u8, Muc.User);
        OccupantPresence.Status(pen, Muc.Configured);
        if (further != 0) OccupantPresence.Status(pen, further);
        pen.Close().End();
    }
}

/// <summary>A room becomes moderated, or is no longer: who has no voice is a visitor then, and a participant else.</summary>
internal static class Moderation
{
    /// <summary>In a larger room only they themselves and the moderators are told, for it would be the square of its size.</summary>
    public const int ToldAllMax = 50;

    public static void SayRoles(XmppDialect dialect, Room room)
    {
        foreach (var connection in dialect.Node.Audience.In(room))
        {
            if (connection.Session is not XmppSession { User: { } listener } session) continue;
            var tellsAll = room.Count <= ToldAllMax;
            foreach (var member in tellsAll ? room.Members.ToArray() : [listener.In(room)!])
                if (member.Rank < Rank.Voice) Say(session, room, member);
        }
    }

    private static void Say(XmppSession session, Room room, Member member)
    {
        var view = ReferenceEquals(member.User, session.User) ? View.Self : room.HidesAddresses() && session.User!.In(room)?.Rank >= Rank.Operator ? View.Moderator : View.Other;
        new OccupantPresence { Dialect = session.Dialect, Room = room, User = member.User, View = view }.Write(session.Dialect.Pen);
        session.Flush(session.Dialect.Pen);
    }
}
