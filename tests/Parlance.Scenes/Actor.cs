using Parlance.Live;

namespace Parlance.Scenes;

/// <summary>One person of a scene: a connection, what it has heard, and how far that has been accounted for.</summary>
public sealed class Actor(string name, IClient wire) : IDisposable
{
    private readonly List<string> _heard = [];
    private int _accounted;
    private int _fences;

    public string Name { get; } = name;

    /// <summary>They speak XMPP.</summary>
    public bool IsXmpp => wire is StanzaClient;

    /// <summary>True once something was said that no fence has proved to be done.</summary>
    public bool Spoke { get; private set; }

    public async Task Say(string text)
    {
        await wire.Send(text);
        Spoke = true;
    }

    /// <summary>Accounts for the first line after the last accounted one that fits; reads on until it comes.</summary>
    public async Task<bool> Hear(string pattern, Dictionary<string, string> known)
    {
        for (var i = _accounted; ; i++)
        {
            if (i == _heard.Count && !await Listen()) return false;
            if (!Pattern.Fits(pattern, _heard[i], known)) continue;
            _accounted = i + 1;
            return true;
        }
    }

    /// <summary>A ping and its answer: all that was said before has been acted on, and what that sent to us has been read.</summary>
    public async Task Fence()
    {
        var token = $"fence-{Name}-{++_fences}";
        await wire.Send(wire.Fence(token));
        Spoke = false;
        while (await Listen())
        {
            if (!wire.IsFence(_heard[^1], token)) continue;
            _heard.RemoveAt(_heard.Count - 1);
            return;
        }

        throw new IOException($"{Name} was disconnected.");
    }

    /// <summary>The unaccounted line that fits, if any.</summary>
    public string? Unaccounted(string pattern, Dictionary<string, string> known) =>
        _heard.Skip(_accounted).FirstOrDefault(line => Pattern.Fits(pattern, line, known));

    public void AccountForAll() => _accounted = _heard.Count;

    public async Task ReadToEnd()
    {
        while (await Listen()) { }
    }

    public string Story() => string.Join('\n', _heard.Select((line, i) => $"  {(i < _accounted ? ' ' : '?')} {Name} heard {line}"));

    public void Dispose() => wire.Dispose();

    private async Task<bool> Listen()
    {
        if (await wire.Next() is not { } line) return false;
        _heard.Add(line);
        return true;
    }
}
