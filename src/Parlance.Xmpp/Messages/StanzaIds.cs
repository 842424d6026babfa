using Parlance.Domain;

namespace Parlance.Xmpp.Messages;

/// <summary>
/// The ids that clients gave their direct messages, and those the messages have here: a correction, a reaction or a retraction names the one, everybody else
/// knows the other. The last <see cref="Kept"/> are remembered; ids of the server's own need none of it.
/// </summary>
public sealed class StanzaIds
{
    /// <summary>Messages whose ids are remembered.</summary>
    public const int Kept = 8192;

    /// <summary>Characters of a client's id that is remembered.</summary>
    public const int LengthMax = 128;

    private readonly Dictionary<(string Author, string Id), EventId> _byClient = [];
    private readonly Dictionary<EventId, (string Author, string Id)> _byEvent = [];
    private readonly Queue<EventId> _order = new();

    /// <summary>Remembers a message.</summary>
    /// <param name="author">The bare address of who wrote it.</param>
    /// <param name="id">The client's id.</param>
    /// <param name="message">Its id here.</param>
    public void Add(string author, string id, EventId message)
    {
        if (id.Length > LengthMax) return;
        if (_order.Count == Kept && _order.Dequeue() is var oldest && _byEvent.Remove(oldest, out var key) && _byClient.TryGetValue(key, out var held) && held == oldest) _byClient.Remove(key);
        _byClient[(author, id)] = message;
        _byEvent[message] = (author, id);
        _order.Enqueue(message);
    }

    /// <summary>The message that one of two meant by an id; none: it is not known.</summary>
    public EventId Find(string id, string author, string other)
    {
        if (_byClient.TryGetValue((author, id), out var message) || _byClient.TryGetValue((other, id), out message)) return message;
        return EventId.TryParse(id, out message) ? message : default;
    }

    /// <summary>What clients know a message by.</summary>
    public string NameOf(EventId message) => _byEvent.TryGetValue(message, out var key) ? key.Id : message.ToString();
}
