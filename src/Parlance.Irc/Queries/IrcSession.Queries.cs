namespace Parlance.Irc;

public sealed partial class IrcSession
{
    /// <summary>When the connection came (monotonic ms).</summary>
    public long OpenedAt => _openedAt;
}
