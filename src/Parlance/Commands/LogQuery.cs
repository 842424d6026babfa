using System.CommandLine;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log query</c>: events by time, kind, actor, target and room.</summary>
internal sealed class LogQuery
{
    private readonly Option<Instant?> _from = LogOptions.Time("--from", "Not before this moment: 2026-01-31, 2026-01-31T20:15:00Z (without a zone: UTC), or -90s, -30m, -2h, -7d from now.");
    private readonly Option<Instant?> _to = LogOptions.Time("--to", "Before this moment, written the same.");
    private readonly Option<string[]> _type = LogOptions.Kinds();
    private readonly Option<Uid?> _actor = LogOptions.Read<Uid?>("--actor", "Who did it: a user's id, as the column actor shows it.", "UID",
        text => Uid.TryParse(text, out var uid) ? uid : null, $"is a user's id of {Uid.Length} characters, such as 1PAA00001");
    private readonly Option<string?> _target = LogOptions.Read<string?>("--target", "What it is about, exactly: a room's name without #, a nick, a mask.", "X",
        text => text.Length is > 0 and <= LogOptions.TargetLengthMax ? text : null, $"has 1 to {LogOptions.TargetLengthMax} characters");
    private readonly Option<EventId?> _room = LogOptions.Read<EventId?>("--room", "The room's id, which stays when the room is renamed; --json shows it.", "ID",
        text => EventId.TryParse(text, out var id) ? id : null, $"is a room's id of {EventId.Length} characters, as --json shows it; a room's name goes to --target without its #");
    private readonly Option<long?> _limit = LogOptions.Number("--limit", $"The most events, 1 to {EventQuery.LimitMax}. Default: 100.", 1, EventQuery.LimitMax);
    private readonly Option<long?> _after = LogOptions.Number("--after", "Go on beyond this position, in the order asked for.", 0, long.MaxValue);
    private readonly Option<bool> _newest = new("--newest") { Description = "The newest first." };
    private readonly Option<bool> _json = Options.Json();
    private readonly Option<bool> _personal = LogOptions.Personal();

    public static Command Command()
    {
        var query = new LogQuery();
        var command = new Command("query", "Events that fit all that is given, oldest first.")
        {
            query._from, query._to, query._type, query._actor, query._target, query._room, query._limit, query._after, query._newest, query._json, query._personal,
        };
        command.Does((given, folder, _) => Task.FromResult(query.Run(given, folder)));
        return command;
    }

    private int Run(ParseResult given, string folder)
    {
        var (asked, error) = (Asked(given), given.InvocationConfiguration.Error);
        if (asked.From >= asked.To)
        {
            error.WriteLine("parlance: --from is not before --to");
            return ExitStatus.WrongUse;
        }

        using var log = LogReader.Open(folder);
        LogOptions.RequireKeys(log, folder, given.GetValue(_personal));
        if (asked.After > log.Last) throw new StoreException($"--after {asked.After} is beyond the end of the log: its last position is {log.Last}.");

        var page = LogPage.Of(given, given.GetValue(_json), given.GetValue(_personal));
        var rows = log.Query(asked);
        foreach (var row in rows) page.Print(row);
        if (given.GetValue(_json)) return ExitStatus.Done;

        if (rows.Count == 0) error.WriteLine(asked.Target is ['#', ..] ? "parlance: no event fits; the log has rooms' names without #" : "parlance: no event fits");
        else if (rows.Count == asked.Limit) error.WriteLine($"parlance: the limit of {asked.Limit} is reached; go on with --after {rows[^1].Position}");
        return ExitStatus.Done;
    }

    private EventQuery Asked(ParseResult given) => new()
    {
        From = given.GetValue(_from), To = given.GetValue(_to), Kinds = given.GetValue(_type) ?? [], Actor = given.GetValue(_actor), Target = given.GetValue(_target),
        Room = given.GetValue(_room), After = given.GetValue(_after), NewestFirst = given.GetValue(_newest), Limit = (int)(given.GetValue(_limit) ?? 100),
    };
}
