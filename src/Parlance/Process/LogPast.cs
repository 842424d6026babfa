using Parlance.Commands;
using Parlance.Log;
using Parlance.Web.Past;

namespace Parlance.Process;

/// <summary>Past states for the admin API: what <c>parlance replay</c> and <c>parlance diff --json</c> print, of this node's log.</summary>
internal sealed class LogPast(string folder) : IPast
{
    /// <summary>On one node what is known now is what was known then; the choice is there for a mesh.</summary>
    public Action<Stream> Replay(PastQuestion asked, CancellationToken stop)
    {
        var log = StateReplay.Open(folder, ServerEvents.Codec());
        try
        {
            var position = LogMoment.Position(log, asked.At, DateTimeOffset.UtcNow);
            var state = log.StateAt(position, stop);
            var rows = StateSelection.In(state, log, asked);
            return Writing(log, to => ReplayCommand.Write(to, log, position, state, rows));
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    public Action<Stream> Diff(PastQuestion from, string to, CancellationToken stop)
    {
        var log = StateReplay.Open(folder, ServerEvents.Codec());
        try
        {
            var now = DateTimeOffset.UtcNow;
            var (first, last) = (LogMoment.Position(log, from.At, now), to == IPast.Now ? Math.Max(1, log.Last) : LogMoment.Position(log, to, now));
            if (first > last) (first, last) = (last, first);
            var whole = from.Room is null && from.User is null && from.Account is null;
            var asked = whole ? null : StateSelection.Between(log.StateAt(first, stop), log.StateAt(last, stop), log, from);
            var differences = StateDiff.Between(log, first, last, asked, stop);
            return Writing(log, stream => DiffJson.Write(stream, log, first, last, differences));
        }
        catch
        {
            log.Dispose();
            throw;
        }
    }

    private static Action<Stream> Writing(StateReplay log, Action<Stream> write) => to =>
    {
        using (log) write(to);
    };
}
