using Parlance.Engine.Loop;

namespace Parlance.Control;

/// <summary>A node that the command line asks something of: the one that serves, or one begun for the question.</summary>
internal interface IAskedNode
{
    Task<T> Ask<T>(Question<T> question);

    /// <summary>Ends when everything up to there is in the log.</summary>
    Task Written(long position, CancellationToken stop);
}
