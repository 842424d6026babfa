using Parlance.Engine;

namespace Parlance.Irc.Operators;

/// <summary>Tells staff of connections that are turned away before they register. An attack turns away thousands: staff reads some, and how many more there were.</summary>
public sealed class Turnaways(IrcDialect dialect)
{
    /// <summary>Notices within <see cref="Window"/>; the rest is counted.</summary>
    public const int NoticesMax = 10;

    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private long _windowEnds;
    private int _count;

    public void Note(Connection connection, string reason)
    {
        if (!dialect.Staff.Reads(Snomasks.Refused)) return;
        var now = dialect.Node.Now.Monotonic;
        if (now >= _windowEnds)
        {
            if (_count > NoticesMax) dialect.Staff.Tell(Snomasks.Refused, $"{_count - NoticesMax} more were turned away before");
            (_count, _windowEnds) = (0, now + (long)Window.TotalMilliseconds);
        }

        if (++_count <= NoticesMax) dialect.Staff.Tell(Snomasks.Refused, $"Turned away: {reason}", $"Turned away: {reason} [{connection.Peer.Address}]");
    }
}
