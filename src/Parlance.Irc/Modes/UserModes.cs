using Parlance.Domain.Users;

namespace Parlance.Irc.Modes;

/// <summary>IRC's letters for user modes. A golden test holds the list.</summary>
public static class UserModes
{
    private static readonly (char Letter, UserFlags Flag)[] Rows =
    [
        ('B', UserFlags.Bot),
        ('C', UserFlags.NoCtcp),
        ('D', UserFlags.Deaf),
        ('H', UserFlags.HideOperator),
        ('I', UserFlags.HideIdle),
        ('R', UserFlags.RegisteredOnly),
        ('Z', UserFlags.SecureOnly),
        ('g', UserFlags.CallerId),
        ('i', UserFlags.Invisible),
        ('p', UserFlags.HideRooms),
        ('w', UserFlags.Wallops),
        ('x', UserFlags.Cloaked),
    ];

    /// <summary>What has been written once for a set of flags; at most one entry per combination in use.</summary>
    [ThreadStatic]
    private static Dictionary<UserFlags, string>? t_plain;

    private static Dictionary<UserFlags, string> Plain => t_plain ??= [];

    /// <summary>All letters, with <c>o</c> and <c>s</c>, which are more than flags.</summary>
    public static string Letters { get; } = string.Concat(Rows.Select(r => r.Letter).Append('o').Append('s').Order());

    public static string LettersOf(UserFlags flags) => string.Concat(Rows.Where(r => (flags & r.Flag) != 0).Select(r => r.Letter));

    public static UserFlags Find(char letter)
    {
        foreach (var row in Rows)
            if (row.Letter == letter) return row.Flag;
        return UserFlags.None;
    }

    public static UserFlags Defaults(string modes)
    {
        var flags = UserFlags.None;
        foreach (var letter in modes) flags |= Find(letter);
        return flags;
    }

    /// <summary>A user's modes as MODE shows them: <c>+iwx</c>.</summary>
    public static string Of(User user)
    {
        if (user.Operator is null && user.Snomasks.Length == 0) return Plain.GetValueOrDefault(user.Flags) ?? (Plain[user.Flags] = "+" + LettersOf(user.Flags));
        var letters = Rows.Where(r => (user.Flags & r.Flag) != 0).Select(r => r.Letter);
        if (user.Operator is not null) letters = letters.Append('o');
        if (user.Snomasks.Length > 0) letters = letters.Append('s');
        return "+" + string.Concat(letters.Order());
    }
}
