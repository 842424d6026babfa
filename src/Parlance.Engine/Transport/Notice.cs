namespace Parlance.Engine.Transport;

/// <summary>One kind of notice, said at most once in ten seconds however often it happens.</summary>
internal sealed class Notice(Action<string> say)
{
    private const long QuietMilliseconds = 10_000;
    private long _nextAt = long.MinValue;
    private int _unsaid;

    /// <summary>Says it, with how often it was left unsaid since the last time.</summary>
    public void Say(string sentence)
    {
        var now = Environment.TickCount64;
        if (now < _nextAt)
        {
            _unsaid++;
            return;
        }

        _nextAt = now + QuietMilliseconds;
        say(_unsaid == 0 ? sentence : $"{sentence} ({_unsaid} more times since this was last said)");
        _unsaid = 0;
    }
}
