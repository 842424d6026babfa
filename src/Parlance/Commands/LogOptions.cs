using System.Buffers;
using System.CommandLine;
using System.Globalization;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>What the words after <c>parlance log</c> may be, and what is said of others.</summary>
internal static class LogOptions
{
    /// <summary>Characters of a <c>--target</c>; no room's name, nick or mask is longer.</summary>
    public const int TargetLengthMax = 1_000;

    private static readonly SearchValues<char> KindCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    public static Option<bool> Personal() => new("--personal") { Description = "Show what is sealed (texts, addresses, real names). Needs the file of keys, which the server's user may read." };

    public static Option<Instant?> Time(string name, string description) =>
        Read<Instant?>(name, description, "T", text => LogTime.TryRead(text, DateTimeOffset.UtcNow, out var moment) ? moment : null,
            "is a time such as 2026-01-31, 2026-01-31T20:15:00Z, or -90s, -30m, -2h, -7d from now");

    public static Option<long?> Number(string name, string description, long min, long max, params string[] aliases) =>
        Read<long?>(name, description, "N", text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max ? number : null,
            max == long.MaxValue ? $"is a number from {min}" : $"is a number from {min} to {max}", aliases);

    public static Option<string[]> Kinds()
    {
        var option = new Option<string[]>("--type") { Description = "A kind of event, such as channel.topic; channel.* takes all that start so. May be given many times.", HelpName = "KIND" };
        option.Validators.Add(given =>
        {
            if (given.Tokens.Count > EventQuery.KindsMax) given.AddError($"at most {EventQuery.KindsMax} times --type");
            foreach (var token in given.Tokens)
                if (!IsKind(token.Value)) given.AddError($"--type is a kind of event such as channel.topic or channel.*, not '{LogPage.Safe(token.Value, TargetLengthMax)}'");
        });
        return option;
    }

    /// <summary>An option whose value is read by <paramref name="read"/>; null is a mistake, said as "NAME RULE, not 'VALUE'".</summary>
    public static Option<T?> Read<T>(string name, string description, string helpName, Func<string, T?> read, string rule, params string[] aliases) => new(name, aliases)
    {
        Description = description,
        HelpName = helpName,
        CustomParser = given =>
        {
            var text = given.Tokens[0].Value;
            var value = read(text);
            if (value is null) given.AddError($"{name} {rule}, not '{LogPage.Safe(text, TargetLengthMax)}'");
            return value;
        },
    };

    /// <exception cref="StoreException">What is sealed was asked for and cannot be opened here.</exception>
    public static void RequireKeys(LogReader log, string folder, bool personal)
    {
        if (personal && !log.HasKeys)
            throw new StoreException($"--personal needs the file of keys, {DataFolder.KeysOf(folder)}, which is not there or may not be read. Run the command as the server's user, or restore the file.");
    }

    private static bool IsKind(string text)
    {
        var name = text.EndsWith('*') ? text.AsSpan(0, text.Length - 1) : text;
        return text.Length is > 0 and <= EventKinds.NameMax && !name.ContainsAnyExcept(KindCharacters);
    }
}
