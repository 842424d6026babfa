using Parlance.Domain.Rooms;

namespace Parlance.Engine.Rates;

/// <summary>Counts within a stretch of time that begins with the first and starts anew when it is over.</summary>
/// <param name="Since">When it began (monotonic ms).</param>
/// <param name="Count">How many came since.</param>
public readonly record struct Window(long Since, int Count)
{
    public Window Add(int more, in Rate rate, long now) => IsOver(rate, now) ? new(now, more) : this with { Count = Count + more };

    /// <summary>How many count at this moment.</summary>
    public int At(in Rate rate, long now) => IsOver(rate, now) ? 0 : Count;

    private bool IsOver(in Rate rate, long now) => Count == 0 || now - Since >= rate.Seconds * 1000L;
}
