namespace Parlance.Live;

/// <summary>A bare connection of a client of either protocol: what is heard is kept piece by piece, a line or a stanza.</summary>
public interface IClient : IDisposable
{
    Task Send(string text);

    /// <summary>The next line or stanza, or null when the server has closed the connection.</summary>
    Task<string?> Next();

    /// <summary>What makes the server answer once all that was said before is done.</summary>
    string Fence(string token);

    /// <summary>Whether that is the answer.</summary>
    bool IsFence(string heard, string token);
}
