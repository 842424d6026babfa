using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>The form <c>muc#roomconfig</c> (XEP-0045 §15.5.4): each field is a mode or a setting of the room. What a submitted form leaves out stays as it is.</summary>
internal static class ConfigurationForm
{
    private const string TypeName = "http://jabber.org/protocol/muc#roomconfig";

    /// <summary>Fields of a submitted form that are looked at.</summary>
    public const int FieldsMax = 64;

    private static readonly (string Field, string Label, RoomSetting Setting, string Type)[] s_texts =
    [
        ("muc#roomconfig_roomname", "Title", RoomSetting.Title, "text-single"),
        ("muc#roomconfig_roomdesc", "Description", RoomSetting.Description, "text-single"),
        ("muc#roomconfig_lang", "Language", RoomSetting.Language, "text-single"),
    ];

    private static readonly (string Field, string Label, RoomMode Mode, bool IsOpposite)[] s_switches =
    [
        ("muc#roomconfig_publicroom", "Shown in lists", RoomMode.Secret, true),
        ("muc#roomconfig_moderatedroom", "Only who has voice may speak", RoomMode.Moderated, false),
        ("muc#roomconfig_membersonly", "Only members may enter", RoomMode.InviteOnly, false),
        ("muc#roomconfig_changesubject", "Everybody may change the subject", RoomMode.TopicLocked, true),
        ("muc#roomconfig_allowinvites", "Everybody may invite", RoomMode.FreeInvite, false),
    ];

    private const string Persistent = "muc#roomconfig_persistentroom";
    private const string Protected = "muc#roomconfig_passwordprotectedroom";
    private const string Secret = "muc#roomconfig_roomsecret";
    private const string MaxUsers = "muc#roomconfig_maxusers";
    private const string Whois = "muc#roomconfig_whois";
    private const string LongTexts = "parlance#roomconfig_longtexts";

    public static void Write(XmlPen pen, Room room, Node node)
    {
        pen.Open("x"u8, Muc.Form).Attribute("type"u8, "form"u8).Element("title"u8, $"#{room.Name}");
        Field(pen, "FORM_TYPE", "hidden", null, TypeName);
        foreach (var (field, label, setting, type) in s_texts) Field(pen, field, type, label, room.Setting(setting) ?? "");
        Switch(pen, Persistent, "Stays when everybody has left", room.Has(RoomMode.Registered));
        foreach (var (field, label, mode, isOpposite) in s_switches) Switch(pen, field, label, room.Has(mode) != isOpposite);
        Switch(pen, Protected, "A password is needed", room.Modes.Key is not null);
        Field(pen, Secret, "text-private", "Password", room.Modes.Key ?? "");
        Field(pen, MaxUsers, "text-single", "Members at most (0: as many as the server allows)", room.Modes.Limit.ToString(CultureInfo.InvariantCulture));
        Begin(pen, Whois, "list-single", "Who sees addresses").Element("value"u8, room.HidesAddresses() ? SettingValues.Moderators : SettingValues.Anyone);
        foreach (var (label, value) in new[] { ("Everybody", SettingValues.Anyone), ("Moderators", SettingValues.Moderators) }) pen.Open("option"u8).Attribute("label"u8, label).Element("value"u8, value).Close();
        pen.Close();
        Switch(pen, LongTexts, "Takes long texts", (room.Setting(RoomSetting.LongTexts) ?? (node.Settings.Rooms.LongTexts ? SettingValues.On : SettingValues.Off)) == SettingValues.On);
        pen.Close();
    }

    /// <summary>Makes the room as the form says, as far as it says anything.</summary>
    /// <returns>Why not; what came before in the form is done. Null: all is.</returns>
    public static Refusal? Apply(XmppSession client, Room room, in Element form)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in form.Children)
            if (field.Is("field"u8, Muc.Form) && fields.Count < FieldsMax && field.Get("var"u8) is { } name && field.Child("value"u8, Muc.Form) is { IsNone: false } value) fields[name] = value.TextString;
        if (fields.GetValueOrDefault("FORM_TYPE") is { } type && type != TypeName) return new(RefusalCode.BadParameter, "FORM_TYPE");
        client.Node.BeginDeed(room);
        var refusal = Apply(client, room, fields);
        client.Node.EndDeed(client);
        return refusal;
    }

    private static Refusal? Apply(XmppSession client, Room room, Dictionary<string, string> fields)
    {
        var node = client.Node;
        if (fields.TryGetValue(Persistent, out var persistent) && IsOn(persistent) != room.Has(RoomMode.Registered)
            && node.Ask(client, room, IsOn(persistent) ? new RegisterRoom() : new UnregisterRoom()) is { } unregistered) return unregistered;
        foreach (var (field, _, setting, _) in s_texts)
            if (fields.TryGetValue(field, out var text) && node.Ask(client, room, new ChangeSetting(setting, text.Length == 0 ? null : text)) is { } refused) return refused;
        if (fields.TryGetValue(Whois, out var whois) && whois != (room.HidesAddresses() ? SettingValues.Moderators : SettingValues.Anyone)
            && node.Ask(client, room, new ChangeSetting(RoomSetting.Whois, whois)) is { } unseen) return unseen;
        if (fields.TryGetValue(LongTexts, out var texts) && node.Ask(client, room, new ChangeSetting(RoomSetting.LongTexts, IsOn(texts) ? SettingValues.On : SettingValues.Off)) is { } unlong) return unlong;
        return ApplyModes(client, room, fields);
    }

    private static Refusal? ApplyModes(XmppSession client, Room room, Dictionary<string, string> fields)
    {
        var wasOpen = !room.Has(RoomMode.InviteOnly);
        foreach (var (field, _, mode, isOpposite) in s_switches)
            if (fields.TryGetValue(field, out var value) && client.Node.Ask(client, room, new ChangeMode(mode, IsOn(value) != isOpposite)) is { } refused) return refused;
        var secret = fields.GetValueOrDefault(Secret) ?? "";
        var isProtected = fields.TryGetValue(Protected, out var given) ? IsOn(given) : secret.Length > 0 || room.Modes.Key is not null;
        if (isProtected && secret.Length == 0 && room.Modes.Key is null) return new(RefusalCode.BadParameter, "a password is needed");
        if (!isProtected && client.Node.Ask(client, room, new ChangeMode(RoomMode.Key, false)) is { } opened) return opened;
        if (isProtected && secret.Length > 0 && client.Node.Ask(client, room, new ChangeMode(RoomMode.Key, true, secret)) is { } closed) return closed;
        if (fields.TryGetValue(MaxUsers, out var most) && client.Node.Ask(client, room, new ChangeMode(RoomMode.Limit, most is not ("0" or "" or "none"), most)) is { } limited) return limited;
        if (wasOpen && room.Has(RoomMode.InviteOnly)) PutOut(client, room);
        return null;
    }

    /// <summary>Who is no member leaves a room that is for members only from now on (XEP-0045 §10.2.1).</summary>
    private static void PutOut(XmppSession client, Room room)
    {
        foreach (var member in room.Members.ToArray())
            if (member.Rank == Rank.None && room.AccessOf(member.User.AccountFolded) == Access.None && room.InviteExceptions.Match(member.User, speech: false) is null)
                client.Node.Ask(client, room, new Kick(member.User.Uid, "The room is for members only now") { Cause = KickCause.MembersOnly });
    }

    private static bool IsOn(string value) => value is "1" or "true";

    private static XmlPen Begin(XmlPen pen, string name, string type, string? label) => pen.Open("field"u8).Attribute("var"u8, name).Attribute("type"u8, type).AttributeIf("label"u8, label);

    private static void Field(XmlPen pen, string name, string type, string? label, string value) => Begin(pen, name, type, label).Element("value"u8, value).Close();

    private static void Switch(XmlPen pen, string name, string label, bool on) => Field(pen, name, "boolean", label, on ? "1" : "0");
}
