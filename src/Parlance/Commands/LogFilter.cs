using System.CommandLine;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>Which events: the options that <c>query</c> and <c>tail</c> share, and how they are printed.</summary>
internal sealed class LogFilter
{
    private readonly Option<string[]> _type = LogOptions.Kinds();
    private readonly Option<Uid?> _actor = LogOptions.Read<Uid?>("--actor", "Who did it: a user's id, as the column actor shows it.", "UID",
        text => Uid.TryParse(text, out var uid) ? uid : null, $"is a user's id of {Uid.Length} characters, such as 1PAA00001");
    private readonly Option<string?> _target = LogOptions.Read<string?>("--target", "What it is about, exactly: a room's name without #, a nick, a mask.", "X",
        text => text.Length is > 0 and <= LogOptions.TargetLengthMax ? text : null, $"has 1 to {LogOptions.TargetLengthMax} characters");
    private readonly Option<string?> _room = LogOptions.Read<string?>("--room", "The room: its name, with or without #, or its id, which stays when it is renamed.", "R",
        text => text.Length is > 0 and <= LogOptions.TargetLengthMax ? text : null, $"has 1 to {LogOptions.TargetLengthMax} characters");
    private readonly Option<string?> _text = LogOptions.Read<string?>("--text", "Words in what happened; in what is sealed too, where the keys can be read. Case does not count.", "WORDS",
        text => text.Length is > 0 and <= LogOptions.TargetLengthMax ? text : null, $"has 1 to {LogOptions.TargetLengthMax} characters");
    private readonly Option<string?> _format = LogOptions.Read<string?>("--format", "table (the default), jsonl (one JSON object a line) or csv.", "F",
        text => Enum.TryParse<LogFormat>(text, ignoreCase: true, out _) && !char.IsAsciiDigit(text[0]) ? text : null, "is table, jsonl or csv");
    private readonly Option<bool> _json = Options.Json();
    private readonly Option<bool> _personal = LogOptions.Personal();

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _type, _actor, _target, _room, _text, _format, _json, _personal }) command.Add(option);
    }

    public bool Personal(ParseResult given) => given.GetValue(_personal);

    public LogFormat Format(ParseResult given) =>
        given.GetValue(_json) ? LogFormat.Jsonl : given.GetValue(_format) is { } format ? Enum.Parse<LogFormat>(format, ignoreCase: true) : LogFormat.Table;

    /// <exception cref="StoreException">There is no room of that name.</exception>
    public EventQuery Of(ParseResult given, LogReader log) => new()
    {
        Kinds = given.GetValue(_type) ?? [], Actor = given.GetValue(_actor), Target = given.GetValue(_target), Text = given.GetValue(_text),
        Room = given.GetValue(_room) is { } room ? Room(log, room) : null,
    };

    private static EventId Room(LogReader log, string text)
    {
        if (EventId.TryParse(text, out var id)) return id;
        var found = log.RoomsNamed(text.TrimStart('#'));
        return found.Count switch
        {
            1 => found[0],
            0 => throw new StoreException($"No room was ever named '{LogPage.Safe(text, LogOptions.TargetLengthMax)}' here (case counts, as the log has it)."),
            _ => throw new StoreException($"{found.Count} rooms had the name '{LogPage.Safe(text, LogOptions.TargetLengthMax)}', one after the other. Name one by its id: {string.Join(", ", found.TakeLast(10))}."),
        };
    }
}
