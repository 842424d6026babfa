namespace Parlance.Domain.Accounts;

/// <summary>The choices an account has, and the values each may have. Another key is refused.</summary>
public static class AccountSetting
{
    /// <summary>It stays in its rooms without a connection, where the server lets it choose.</summary>
    public const string AlwaysOn = "always-on";

    /// <summary>It may have several connections under one nick.</summary>
    public const string Multiclient = "multiclient";

    /// <summary>Its nick is its own alone, where the server leaves that to it.</summary>
    public const string Enforce = "enforce";

    public const string On = "on";
    public const string Off = "off";

    public static IReadOnlyList<string> Keys { get; } = [AlwaysOn, Enforce, Multiclient];

    public static bool Allows(string key, string value) => Keys.Contains(key) && value is On or Off;

    /// <summary>The account's own choice; null: it made none.</summary>
    public static bool? Chooses(this Account account, string key) => account.Settings.TryGetValue(key, out var value) ? value == On : null;
}

/// <summary>Makes a choice, or (null) leaves it to the server again.</summary>
public sealed record ChooseSetting(string Key, string? Value) : AccountCommand
{
    public override Verdict Decide(Account account, NodeState state, in Circumstances now)
    {
        if (!AccountSetting.Keys.Contains(Key)) return new Refusal(RefusalCode.BadParameter, Key);
        if (Value is not null && !AccountSetting.Allows(Key, Value)) return new Refusal(RefusalCode.BadParameter, Key);
        if (account.Settings.GetValueOrDefault(Key) == Value) return Verdict.Nothing;

        return new SettingChosen(Key, Value) { Account = account.Id, Name = account.Name };
    }
}

[EventName("account.setting")]
public sealed record SettingChosen(string Key, string? Value) : AccountEvent
{
    protected override void Evolve(Account account, NodeState state, in Envelope at)
    {
        if (Value is null) account.Settings.Remove(Key);
        else account.Settings[Key] = Value;
    }
}
