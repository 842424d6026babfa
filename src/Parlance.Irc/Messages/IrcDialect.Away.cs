using Parlance.Domain;
using Parlance.Domain.Users;

namespace Parlance.Irc;

/// <summary>That somebody is away is said once a minute to each who writes to them, and at once when the words are new.</summary>
public sealed partial class IrcDialect
{
    /// <summary>Pairs remembered; beyond it all are forgotten, and somebody hears it once too often.</summary>
    public const int AwayPairsMax = 10_000;

    private const int AwayEveryMilliseconds = 60_000;

    private readonly Dictionary<(Uid Writer, Uid Away), (long At, string Text)> _awayTold = [];

    /// <summary>Whether the writer is to be told, and takes it as told.</summary>
    public bool TellsAway(User writer, User away, string text)
    {
        var pair = (writer.Uid, away.Uid);
        var now = Node.Now.Monotonic;
        if (_awayTold.TryGetValue(pair, out var told) && told.Text == text && now - told.At < AwayEveryMilliseconds) return false;
        if (_awayTold.Count >= AwayPairsMax) _awayTold.Clear();
        _awayTold[pair] = (now, text);
        return true;
    }
}
