using Parlance.Domain;
using Parlance.Domain.Bans;

namespace Parlance.Engine;

/// <summary>Bans whose time is over are lifted, each with an event, a few at a time.</summary>
public sealed partial class Node
{
    /// <summary>Bans lifted in one turn; thousands may end in the same second.</summary>
    private const int ExpiriesPerTurn = 200;

    private const int ExpiryPauseMilliseconds = 20;

    private readonly PriorityQueue<(OperBanKind Kind, string Mask), long> _expiries = new();

    /// <summary>When the timer that is set will fire (monotonic ms); <see cref="long.MaxValue"/>: none is.</summary>
    private long _expiryTimer = long.MaxValue;

    private void WatchExpiry(OperBan ban)
    {
        if (ban.Expires is not { } expires) return;
        _expiries.Enqueue((ban.Kind, ban.Mask), expires.Milliseconds);
        ScheduleExpiry(expires);
    }

    private void ScheduleExpiry(Instant due)
    {
        var at = Now.Monotonic + Math.Max(1, (long)(due - Now.Wall).TotalMilliseconds);
        if (at >= _expiryTimer) return;
        _expiryTimer = at;
        Timers.At(at, now =>
        {
            if (_expiryTimer == at) ExpireBans();
        });
    }

    private void ExpireBans()
    {
        _expiryTimer = long.MaxValue;
        for (var count = 0; count < ExpiriesPerTurn && !IsStorageDown; count++)
        {
            if (!_expiries.TryPeek(out var next, out var due)) return;
            if (due > Now.Wall.Milliseconds)
            {
                ScheduleExpiry(new(due));
                return;
            }

            _expiries.Dequeue();
            if (State.Bans.Find(next.Kind, next.Mask) is { } ban && !ban.Holds(Now.Wall)) Record(new BanRemoved(ban.Kind, ban.Mask, Expired: true), null, null);
        }

        ScheduleExpiry(Now.Wall + TimeSpan.FromMilliseconds(IsStorageDown ? 1000 : ExpiryPauseMilliseconds));
    }
}
