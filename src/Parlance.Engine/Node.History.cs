using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Engine;

/// <summary>Old messages: asked of the archive by sessions, read by workers, answered as of the position at which they were asked.</summary>
public sealed partial class Node
{
    private readonly Queue<(long Position, Work Question)> _unwritten = new();

    /// <summary>The log's archive; null: it has none.</summary>
    public IArchive? Archive { get; init; }

    /// <summary>Whether old messages can be asked for.</summary>
    public bool KeepsHistory => Settings.History.Enabled && StoresMessages && Archive is not null;

    /// <summary>What was said before is gone (<c>history.retention</c>, <c>history.persistent</c>).</summary>
    public Instant HistoryFrom
    {
        get
        {
            var retained = new Instant(Math.Max(0, Now.Wall.Milliseconds - (long)Settings.History.Retention.TotalMilliseconds));
            return Settings.History.Persistent || retained > Started.Wall ? retained : Started.Wall;
        }
    }

    /// <summary>
    /// Asks the archive for a session. Until the answer is complete the session's further lines wait, and what others say to it comes after; of several
    /// questions each has its turn.
    /// </summary>
    /// <param name="by">Who asks.</param>
    /// <param name="read">On a worker: reads, with the position that must not be exceeded.</param>
    /// <param name="answer">Within a later step: makes the answer in slices, from what was read or (null) why it could not be.</param>
    public void AskArchive<T>(Session by, Func<IArchive, long, T> read, Func<T?, string?, IEnumerable<int>> answer)
        where T : class
    {
        var question = new ArchiveQuestion<T>(Archive!, _position, read, answer) { For = by.Connection };
        by.Connection.Ask();
        if (IsStorageDown) question.Fail(StorageTrouble ?? "the log is behind");
        if (IsStorageDown || CommittedPosition >= _position) Effects.Work.Add(question);
        else _unwritten.Enqueue((_position, question));
    }

    /// <summary>Answers as <see cref="Answer"/> does, before what waits behind the question.</summary>
    internal void AnswerAsked(Connection connection, IEnumerable<int> slices)
    {
        if (connection.IsClosing) return;
        var answer = Asked(connection, slices);
        if (connection.Answer is not null)
        {
            (connection.Answers ??= new()).Enqueue(answer);
            return;
        }

        connection.Answer = answer;
        Continue(connection);
    }

    private static IEnumerator<int> Asked(Connection connection, IEnumerable<int> slices)
    {
        foreach (var slice in slices) yield return slice;
        connection.Answered();
    }

    /// <summary>Questions about what is written by now go to the workers.</summary>
    private void AskWritten()
    {
        while (_unwritten.TryPeek(out var first) && first.Position <= CommittedPosition) Effects.Work.Add(_unwritten.Dequeue().Question);
    }

    /// <summary>The log cannot be written: nobody waits for it to be.</summary>
    private void FailUnwritten(string why)
    {
        while (_unwritten.TryDequeue(out var first))
        {
            ((IArchiveQuestion)first.Question).Fail(why);
            Effects.Work.Add(first.Question);
        }
    }
}

internal interface IArchiveQuestion
{
    /// <summary>It is not read: this is why.</summary>
    void Fail(string why);
}

/// <summary>A question to the archive, and what to do with its answer.</summary>
internal sealed class ArchiveQuestion<T>(IArchive archive, long asOf, Func<IArchive, long, T> read, Func<T?, string?, IEnumerable<int>> answer) : Work, IArchiveQuestion
    where T : class
{
    private string? _failure;
    private T? _found;

    public void Fail(string why) => _failure = why;

    public override void Run()
    {
        if (_failure is not null) return;
        try
        {
            _found = read(archive, asOf);
        }
        catch (StoreException e)
        {
            _failure = e.Message;
        }
    }

    public override void Done(Node node) => node.AnswerAsked(For!, answer(_found, _found is null ? _failure ?? "too much is asked at once" : null));
}
