using System.CommandLine;
using Parlance.Log;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance diff T1 T2</c>: what is different at two moments, and which events made it so.</summary>
internal static class DiffCommand
{
    public static Command Command()
    {
        var from = new Argument<string>("T1") { Description = $"The earlier moment: {LogMoment.Forms}." };
        var to = new Argument<string>("T2") { Description = "The later moment, written the same; now: the end of the log." };
        var (json, db, selection) = (Options.Json(), LogCommand.Database(), new StateSelection());
        var command = new Command("diff", "What changed between two moments, who did it, and by which events.") { from, to, json, db };
        selection.AddTo(command);
        command.Does((given, place, stop) =>
        {
            using var log = StateReplay.Open(place, ServerEvents.Codec());
            var now = DateTimeOffset.UtcNow;
            var (first, last) = (Position(log, given.GetValue(from)!, now), Position(log, given.GetValue(to)!, now));
            if (first > last) (first, last) = (last, first);
            var asked = selection.IsGiven(given) ? selection.Between(log.StateAt(first, stop), log.StateAt(last, stop), log, given) : null;
            var differences = StateDiff.Between(log, first, last, asked, stop);
            if (given.GetValue(json)) DiffJson.Write(given.InvocationConfiguration.Output, log, first, last, differences);
            else DiffText.Write(given.InvocationConfiguration.Output, log, first, last, differences);
            return Task.FromResult(ExitStatus.Done);
        }, db);
        return command;
    }

    private static long Position(StateReplay log, string text, DateTimeOffset now) => text == "now" ? Math.Max(1, log.Last) : LogMoment.Position(log, text, now);
}
