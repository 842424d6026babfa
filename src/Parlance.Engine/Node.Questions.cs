namespace Parlance.Engine;

/// <summary>Questions from outside: each gets slices in its turn, and all together only a few a round.</summary>
public sealed partial class Node
{
    /// <summary>Slices of questions in one round, however many wait: the chat goes before.</summary>
    public const int QuestionSlicesMax = 2;

    private readonly Queue<NodeQuestion> _questions = new();

    /// <summary>Questions that wait for their next slice.</summary>
    public int QuestionsWaiting => _questions.Count;

    private void TurnToQuestions()
    {
        for (var slices = Math.Min(QuestionSlicesMax, _questions.Count); slices > 0; slices--)
        {
            var question = _questions.Dequeue();
            if (!IsAnswered(question)) _questions.Enqueue(question);
        }
    }

    private bool IsAnswered(NodeQuestion question)
    {
        if (question.IsAbandoned)
        {
            question.Fail(new OperationCanceledException("Nobody waits for the answer any more."));
            return true;
        }

        try
        {
            return question.Slice(this);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            question.Fail(e);
            return true;
        }
    }
}
