using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine.Buffers;
using Parlance.Log;

namespace Parlance.Engine;

/// <summary>A protocol on the node: it opens sessions and has words for events. It knows no other dialect.</summary>
public interface IDialect
{
    /// <summary>As listeners name it: <c>irc</c>.</summary>
    string Name { get; }

    Session Open(Connection connection);

    /// <summary>How its words lie in a WebSocket's messages; null: it has no WebSocket.</summary>
    IFraming? FrameWebSocket() => null;

    /// <summary>Writes the words for what happened, as a set of capabilities hears it. Nothing written: silence.</summary>
    void Render(in Utterance what, ulong capabilities, ref ByteQueue to);

    /// <summary>Hears of every event, before or after state changed as the event has it; for watch lists, server notices, counters.</summary>
    void Witness(in Utterance what);

    /// <summary>Tells staff something in the server's name.</summary>
    void Announce(string text);

    /// <summary>The settings are new; what was announced to clients may have changed.</summary>
    void Reloaded();
}

/// <summary>One event, or several of one deed in one room, with the people it speaks of.</summary>
public readonly ref struct Utterance
{
    public required ReadOnlySpan<LogEntry> Events { get; init; }
    public required Node Node { get; init; }
    public Room? Room { get; init; }

    /// <summary>Who did it; null: the server, or somebody who is gone.</summary>
    public User? By { get; init; }

    /// <summary>Whom it is about, when that is somebody else.</summary>
    public User? About { get; init; }

    public Event Event => Events[0].Event;
    public ref readonly Envelope At => ref Events[0].At;
}

