namespace Parlance.Engine.Loop;

/// <summary>A question with an answer that can be waited for.</summary>
public abstract class Question<T> : NodeQuestion
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the answer is there, on another thread than the loop's; faulted when it could not be given.</summary>
    public Task<T> Answer => _answer.Task;

    public override void Fail(Exception why) => _answer.TrySetException(why);

    /// <summary>Gives the answer; to be returned from <see cref="NodeQuestion.Slice"/>.</summary>
    protected bool Done(T answer)
    {
        _answer.TrySetResult(answer);
        return true;
    }
}

/// <summary>A question that is answered in one slice.</summary>
public sealed class ShortQuestion<T>(Func<Node, T> ask) : Question<T>
{
    public override bool Slice(Node node) => Done(ask(node));
}

/// <summary>So many questions wait for the loop that no more are taken.</summary>
public sealed class NodeBusyException() : Exception($"More than {NodeLoop.QuestionsMax} questions wait for the node; ask again later.");
