using Parlance.Domain;

namespace Parlance.Engine;

/// <summary>The time an input carries: the wall for people, and a monotonic count of milliseconds for timers and rates.</summary>
public readonly record struct Moment(Instant Wall, long Monotonic);
