using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Process;

/// <summary>Every kind of event that this server writes and reads, in the one place that knows where they are.</summary>
internal static class ServerEvents
{
    public static EventCodec Codec() => new(typeof(Event).Assembly);
}
