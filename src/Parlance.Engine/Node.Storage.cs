using Parlance.Domain;

namespace Parlance.Engine;

/// <summary>What is written and what waits for it (ARCHITECTURE §2).</summary>
public sealed partial class Node
{
    private readonly Queue<(long Until, Connection Connection)> _awaiting = new();
    private long _position;

    /// <summary>Everything up to here is written.</summary>
    public long CommittedPosition { get; private set; }

    /// <summary>The position of the last event given to the log.</summary>
    public long Position => _position;

    /// <summary>The position of the last durable event; a command's confirmation waits for those it caused.</summary>
    public long LastDurable { get; private set; }

    /// <summary>Whether everybody waits for the disk (<c>log.durability = "strict"</c>).</summary>
    public bool HoldsAll => Settings.Log.Durability == Log.Durability.Strict;

    /// <summary>Whether the log cannot be written just now: changes are refused, queries go on.</summary>
    public bool IsStorageDown => StorageTrouble is not null || _position - CommittedPosition > Settings.Log.QueueMax;

    /// <summary>What is wrong with the log, in words; null: nothing known.</summary>
    public string? StorageTrouble { get; private set; }

    internal void Await(Connection connection, long position) => _awaiting.Enqueue((position, connection));

    private void Commit(long position)
    {
        CommittedPosition = Math.Max(CommittedPosition, position);
        if (StorageTrouble is not null)
        {
            StorageTrouble = null;
            Announce("The log can be written again; changes are accepted.");
        }

        AskWritten();
        while (_awaiting.TryPeek(out var first) && first.Until <= CommittedPosition)
        {
            _awaiting.Dequeue();
            if (!first.Connection.IsGone) Touch(first.Connection);
        }
    }

    private void FailStorage(string why)
    {
        if (StorageTrouble is null) Announce($"The log cannot be written: {why} Changes are refused until it can.");
        StorageTrouble = why;
        FailUnwritten(why);
    }

    /// <summary>Tells staff, and the server's own log.</summary>
    public void Announce(string text)
    {
        Effects.Notices.Add(text);
        foreach (var dialect in _dialects.Values) dialect.Announce(text);
    }
}
