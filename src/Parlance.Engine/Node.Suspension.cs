namespace Parlance.Engine;

/// <summary>Sessions that outlive their connection, until they are resumed on another or their time is over (XEP-0198).</summary>
public sealed partial class Node
{
    /// <summary>Sessions that may wait to be resumed; one more ends with its connection.</summary>
    public const int SuspendedMax = 100_000;

    private readonly HashSet<Connection> _suspended = [];

    /// <summary>How many sessions wait to be resumed.</summary>
    public int SuspendedCount => _suspended.Count;

    /// <summary>Closes a session's connection, and the session goes on without.</summary>
    public void Suspend(Connection connection)
    {
        if (!connection.IsSuspended && !connection.IsGone) Suspend(connection, isOpen: true);
    }

    /// <summary>A suspended session goes on where another session has only begun; that one is gone.</summary>
    public void Resume(Connection suspended, Connection on)
    {
        _suspended.Remove(suspended);
        suspended.TakeOver(on);
        _byId[suspended.Id] = suspended;
        _all[suspended.Place] = suspended;
        Touch(suspended);
        LookAt(suspended, Now.Monotonic);
    }

    /// <summary>Nobody has come back for a session: it ends.</summary>
    public void EndSuspended(Connection connection, string reason)
    {
        if (!_suspended.Remove(connection)) return;
        connection.Session.Ended(reason);
        connection.Release();
    }

    /// <param name="connection">Whose session goes on.</param>
    /// <param name="isOpen">Whether there is a socket to be closed: a remnant of the connection sees to that.</param>
    private void Suspend(Connection connection, bool isOpen)
    {
        if (isOpen)
        {
            var remnant = new Connection(connection.Id, connection.Peer, this) { Serial = ++_serials, Place = connection.Place };
            remnant.Session = new RemnantSession(remnant);
            (remnant.Class, remnant.Framing, remnant.IsClosing) = (connection.Class, connection.Framing, true);
            _byId[connection.Id] = remnant;
            _all[connection.Place] = remnant;
            Touch(remnant);
        }
        else
        {
            Admission.Release(connection);
            connection.Framing?.Dispose();
            Unlist(connection);
        }

        connection.Suspend();
        _suspended.Add(connection);
        connection.Session.Suspended();
    }

    /// <summary>What came behind the words that resumed a session is for that session.</summary>
    private void Inherit(Connection heir, ReadOnlySpan<byte> rest)
    {
        heir.Inbox.Append(rest, Pool);
        ReadOn(heir);
        Pace(heir);
    }

    /// <summary>What is left of a connection whose session went elsewhere: it says and hears nothing, and is closed.</summary>
    private sealed class RemnantSession(Connection connection) : Session(connection)
    {
        public override int Consume(ReadOnlySpan<byte> bytes, ref TurnBudget budget) => bytes.Length;

        public override long Check(in Moment now) => long.MaxValue;

        public override void Ended(string reason) => User = null;

        public override void SayGoodbye(string reason) => Connection.WriteRaw(default);
    }
}
