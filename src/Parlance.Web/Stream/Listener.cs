using System.Runtime.CompilerServices;
using Parlance.Log;
using Parlance.Web.Events;
using Parlance.Web.Serving;

namespace Parlance.Web.Stream;

/// <summary>One listener's way through the log: from where it wants to begin, out of the database, and once it has caught up, out of the feed.</summary>
internal sealed class Listener(WebParts parts, EventQuery query, long after)
{
    /// <summary>Events handed over at once.</summary>
    public const int BatchMax = 100;

    /// <summary>How long nothing may be sent before a sign of life.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    /// <summary>The last position that was looked at; what follows comes next, whether it fits or not.</summary>
    public long Position { get; private set; } = after;

    /// <summary>Batches of events that fit, in order; an empty one is a sign of life.</summary>
    /// <exception cref="ListenerTooSlowException">It had caught up and has fallen behind.</exception>
    public async IAsyncEnumerable<IReadOnlyList<FeedItem>> Batches([EnumeratorCancellation] CancellationToken stop)
    {
        using var listening = parts.Feed.Listen();
        var batch = new List<FeedItem>();
        var (isLive, quietSince) = (false, TimeProvider.System.GetTimestamp());
        while (!stop.IsCancellationRequested)
        {
            batch.Clear();
            var end = parts.Feed.End;
            if (!parts.Feed.TryRead(Position, batch, BatchMax, out var news))
            {
                if (isLive) throw new ListenerTooSlowException();
                await CatchUp(batch, end, stop);
            }
            else
            {
                isLive = true;
                if (batch.Count == 0) await news.WaitAsync(Quiet, TimeProvider.System, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                else Position = batch[^1].Row.Position;
                batch.RemoveAll(item => !EventFilter.Fits(query, item.Row));
            }

            if (batch.Count == 0 && TimeProvider.System.GetElapsedTime(quietSince) < Quiet) continue;
            quietSince = TimeProvider.System.GetTimestamp();
            yield return batch;
        }
    }

    private async Task CatchUp(List<FeedItem> batch, long end, CancellationToken stop)
    {
        var page = await parts.Log.Run((log, _) => log.Query(query with { After = Position, Limit = BatchMax }), stop);
        batch.AddRange(page.Select(row => new FeedItem(row)));
        var reached = page.Count > 0 ? page[^1].Position : 0;
        Position = page.Count == BatchMax ? reached : Math.Max(end, reached);
    }
}

/// <summary>A listener is so far behind that what it should hear next is no longer at hand; it may come again with its cursor.</summary>
internal sealed class ListenerTooSlowException() : Exception($"More than {LogFeed.RingMax} events behind.");
