using Parlance.Domain.Users;

namespace Parlance.Engine;

/// <summary>One dialect's end of a connection: it reads the client's words and answers in them. Lives on the loop thread.</summary>
public abstract class Session(Connection connection)
{
    public Connection Connection { get; } = connection;
    public Node Node => Connection.Node;

    /// <summary>The user it is a session of; null until registration is complete.</summary>
    public User? User { get; protected internal set; }

    /// <summary>Whether the sender of a message hears it as well (IRC <c>echo-message</c>).</summary>
    public virtual bool WantsEcho => false;

    /// <summary>Whether sessions of this dialect are in every room of their user (IRC), or only in those each entered itself (XMPP).</summary>
    public virtual bool IsInAllRooms => true;

    /// <summary>Whether it finds its own words for a direct message, session by session (XMPP: resources, carbons), instead of hearing what is rendered once for many.</summary>
    public virtual bool HearsDirectByItself => false;

    /// <summary>A direct message concerns the user: sent to them, or by another of their sessions. Only for those who <see cref="HearsDirectByItself"/>.</summary>
    public virtual void HearDirect(in Utterance what) { }

    /// <summary>It was a guest's session and is one of an account's user from here on; the rooms of the guest were left.</summary>
    /// <param name="source">How the guest looked: <c>nick!user@host</c>.</param>
    /// <param name="rooms">Names of the rooms it was in.</param>
    public virtual void Became(string source, IReadOnlyList<string> rooms) { }

    /// <summary>Tells the client something in the server's name.</summary>
    public virtual void Notice(string text) { }

    /// <summary>What it says is made of.</summary>
    public virtual Units Units => Units.Lines;

    /// <summary>Handles whole lines (or stanzas) of what came, as far as the budget goes.</summary>
    /// <returns>How many bytes were handled; the rest is given again, with what came after.</returns>
    public abstract int Consume(ReadOnlySpan<byte> bytes, ref TurnBudget budget);

    /// <summary>The node looks after it now and then: registration in time, PING, PONG. Returns when to look again (monotonic ms).</summary>
    public abstract long Check(in Moment now);

    /// <summary>The other side is gone, or the node cut it.</summary>
    public abstract void Ended(string reason);

    /// <summary>Words for the end of the connection, the last that are said (IRC <c>ERROR</c>).</summary>
    public abstract void SayGoodbye(string reason);

    /// <summary>Whether it goes on when its connection is lost, to be resumed on another (XEP-0198).</summary>
    public virtual bool Survives => false;

    /// <summary>Its connection is lost, and it goes on without.</summary>
    public virtual void Suspended() { }

    /// <summary>Until when what was said to it has surely reached its client; null: until now.</summary>
    public virtual Domain.Instant? GivenUntil => null;

    /// <summary>STARTTLS is done.</summary>
    public virtual void Secured() { }
}

/// <summary>What one connection may use of a round: nobody keeps the loop for himself (ARCHITECTURE §8, Fairness).</summary>
public ref struct TurnBudget
{
    /// <summary>Lines a session may have handled in one turn.</summary>
    public const int LinesMax = 64;

    /// <summary>Lines that all who wait may have handled before each has had its turn; the more wait, the smaller a turn.</summary>
    public const int LinesOfAll = 512;

    public const int LinesMin = 2;

    /// <summary>The same for one that has not logged in.</summary>
    public const int LinesBeforeLoginMax = 16;

    /// <summary>A line that is heard by many counts as more: one more for so many deliveries.</summary>
    public const int DeliveriesPerLine = 100;

    public int Lines;

    /// <summary>Set by the session when its rate is used up: it waits until then (monotonic ms) though it has lines left.</summary>
    public long WaitUntil;
}
