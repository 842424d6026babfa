using System.CommandLine;
using System.Globalization;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log query</c>: events by time, kind, actor, target, room and words.</summary>
internal sealed class LogQuery
{
    private const long LimitDefault = 100;

    private readonly Option<Instant?> _from = LogOptions.Time("--from", "Not before this moment: 2026-01-31, 2026-01-31T20:15:00Z (without a zone: UTC), or -90s, -30m, -2h, -7d from now.");
    private readonly Option<Instant?> _to = LogOptions.Time("--to", "Before this moment, written the same.");
    private readonly Option<long?> _limit = LogOptions.Number("--limit", "The most events; 0: all. Default: 100.", 0, long.MaxValue);
    private readonly Option<long?> _after = LogOptions.Number("--after", "Go on beyond this position, in the order asked for.", 0, long.MaxValue);
    private readonly Option<string?> _cursor = LogOptions.Read<string?>("--cursor", "Go on where an answer ended, by the cursor it gave.", "C", text => LogCursor.TryParse(text, out _) ? text : null, "is a cursor that an answer ended with");
    private readonly Option<bool> _newest = new("--newest") { Description = "The newest first." };
    private readonly Option<string?> _db = LogCommand.Database();
    private readonly LogFilter _filter = new();

    public static Command Command()
    {
        var query = new LogQuery();
        var command = new Command("query", "Events that fit all that is given, oldest first.") { query._from, query._to, query._limit, query._after, query._cursor, query._newest, query._db };
        query._filter.AddTo(command);
        command.Does((given, folder, stop) => Task.FromResult(query.Run(given, folder, stop)), query._db);
        return command;
    }

    private int Run(ParseResult given, string folder, CancellationToken stop)
    {
        var error = given.InvocationConfiguration.Error;
        using var log = LogReader.Open(folder);
        LogOptions.RequireKeys(log, folder, _filter.Personal(given));
        var asked = _filter.Of(given, log) with { From = given.GetValue(_from), To = given.GetValue(_to), After = After(given, log), NewestFirst = given.GetValue(_newest) };
        if (asked.From >= asked.To)
        {
            error.WriteLine("parlance: --from is not before --to");
            return ExitStatus.WrongUse;
        }

        if (asked.After > log.Last) throw new StoreException($"--after {asked.After} is beyond the end of the log: its last position is {log.Last}.");
        return Print(given, log, asked, stop);
    }

    private int Print(ParseResult given, LogReader log, EventQuery asked, CancellationToken stop)
    {
        var (error, format) = (given.InvocationConfiguration.Error, _filter.Format(given));
        var page = LogPage.Of(given, format, _filter.Personal(given));
        var most = given.GetValue(_limit) ?? LimitDefault;
        var (count, last, status) = (0L, 0L, ExitStatus.Done);
        foreach (var row in log.Stream(asked, most == 0 ? long.MaxValue : most, Damaged, stop))
        {
            page.Print(row);
            (count, last) = (count + 1, row.Position);
        }

        if (count == 0 && format == LogFormat.Table) error.WriteLine(asked.Target is ['#', ..] ? "parlance: no event fits; the log has rooms' names without #" : "parlance: no event fits");
        else if (count == most && format == LogFormat.Table) error.WriteLine($"parlance: the limit of {most} is reached; go on with --cursor {new LogCursor(log.DatabaseId, last)}");
        return status;

        void Damaged(LogGap gap)
        {
            status = ExitStatus.Failed;
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"parlance: positions {gap.From} to {gap.To} cannot be read: {LogPage.Safe(gap.Why, 1_000)}"));
        }
    }

    private long? After(ParseResult given, LogReader log)
    {
        if (given.GetValue(_cursor) is not { } text || !LogCursor.TryParse(text, out var cursor)) return given.GetValue(_after);
        if (given.GetValue(_after) is not null) throw new StoreException("--after and --cursor: one of them.");
        return cursor.Value.DatabaseId == log.DatabaseId ? cursor.Value.Position : throw new StoreException("The cursor is of another log: positions there say nothing here. Ask again without it.");
    }
}
