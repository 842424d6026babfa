namespace Parlance.Engine.Rates;

/// <summary>Flood control of one client: a bucket of messages that fills with time. Who has used it up waits; nothing is thrown away.</summary>
public struct Allowance
{
    private double _left;
    private long _at;

    /// <summary>A full bucket.</summary>
    public Allowance(Connection connection) => (_left, _at) = (BurstOf(connection), connection.Node.Now.Monotonic);

    /// <param name="connection">Whose.</param>
    /// <param name="until">When the next message may be taken (monotonic ms).</param>
    public bool MustWait(Connection connection, out long until)
    {
        until = 0;
        if (!connection.Node.Settings.Limits.Enabled) return false;
        var now = connection.Node.Now.Monotonic;
        var perMillisecond = (connection.Class.MessagesPerSecond ?? connection.Node.Settings.Limits.MessagesPerSecond) / 1000;
        _left = Math.Min(BurstOf(connection), _left + ((now - _at) * perMillisecond));
        _at = now;
        if (_left > 0) return false;
        until = now + 1 + (long)(-_left / perMillisecond);
        return true;
    }

    /// <param name="connection">Whose.</param>
    /// <param name="cost">What was used, in messages.</param>
    public void Spend(Connection connection, double cost)
    {
        if (connection.Node.Settings.Limits.Enabled) _left -= cost;
    }

    private static double BurstOf(Connection connection) => connection.Class.MessagesBurst ?? connection.Node.Settings.Limits.MessagesBurst;
}
