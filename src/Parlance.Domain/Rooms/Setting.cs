namespace Parlance.Domain.Rooms;

/// <summary>What a room's owners say of it where IRC has no mode for it: fields of the configuration form of XEP-0045 §15.5.</summary>
public enum RoomSetting
{
    /// <summary>Its name for people, beside its address.</summary>
    Title,
    Description,
    /// <summary>The language that is spoken, as BCP 47 has it.</summary>
    Language,
    /// <summary>Members on XMPP see each other's addresses: <c>anyone</c>, or only moderators do.</summary>
    Whois,
    /// <summary>It takes texts beyond the limits of multiline messages: <c>on</c> or <c>off</c>.</summary>
    LongTexts,
    /// <summary>Its owner is still configuring it; nobody else comes in: <c>on</c>.</summary>
    Locked,
}

/// <summary>The values a setting may have.</summary>
public static class SettingValues
{
    public const string On = "on";
    public const string Off = "off";
    public const string Anyone = "anyone";
    public const string Moderators = "moderators";

    public const int TitleMax = 100;
    public const int DescriptionMax = 1000;
    public const int LanguageMax = 35;

    public static int LengthMax(RoomSetting setting) => setting switch
    {
        RoomSetting.Title => TitleMax,
        RoomSetting.Description => DescriptionMax,
        RoomSetting.Language => LanguageMax,
        _ => 16,
    };

    public static bool Allows(RoomSetting setting, string value) => value.Length > 0 && setting switch
    {
        RoomSetting.Title => !value.Any(char.IsControl),
        RoomSetting.Description => !value.Any(static c => char.IsControl(c) && c is not ('\n' or '\t')),
        RoomSetting.Language => value.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'),
        RoomSetting.Whois => value is Anyone or Moderators,
        RoomSetting.LongTexts => value is On or Off,
        _ => value is On,
    };

    /// <summary>The setting's own choice; null: none was made, and the server's holds.</summary>
    public static string? Setting(this Room room, RoomSetting setting) => room.Settings.GetValueOrDefault(setting);

    public static bool IsLocked(this Room room) => room.Settings.ContainsKey(RoomSetting.Locked);

    /// <summary>Whether only moderators see the addresses of XMPP members in the room.</summary>
    public static bool HidesAddresses(this Room room) => room.Settings.TryGetValue(RoomSetting.Whois, out var who) && who == Moderators;
}

/// <summary>Changes a setting, or (null) leaves it to the server. For owners, and in a room without any for its founder.</summary>
public sealed record ChangeSetting(RoomSetting Setting, string? Value) : RoomCommand
{
    public override Verdict Decide(Room room, in Asker by)
    {
        if (!by.Now.AsOperator && room.AccessOf(by.User.AccountFolded) < Access.Owner && by.Rank < Rank.Founder) return RefusalCode.RankTooLow;
        if (room.Setting(Setting) == Value) return Verdict.Nothing;
        if (Value is null) return new SettingChanged(Setting, null);
        if (Value.Length > SettingValues.LengthMax(Setting)) return new Refusal(RefusalCode.TooLong, $"{SettingValues.LengthMax(Setting)}");
        if (!SettingValues.Allows(Setting, Value)) return new Refusal(RefusalCode.BadParameter, $"{Setting}");

        return new SettingChanged(Setting, Value);
    }
}

[EventName("channel.setting")]
public sealed record SettingChanged(RoomSetting Setting, [property: Personal] string? Value) : RoomEvent
{
    public override bool Durable => true;
    public override Register Merges => Register.Latest;
    public override string? Target => $"{Setting}";

    protected override void Evolve(Room room, NodeState state, in Envelope at) => room.Set(Setting, Value);
}
