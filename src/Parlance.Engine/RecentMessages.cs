using Parlance.Domain;
using Parlance.Domain.Rooms;

namespace Parlance.Engine;

/// <summary>One of the last messages: enough to say who may take it back.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Room">The room it was said in; none: it was direct.</param>
/// <param name="To">The receiver of a direct message.</param>
/// <param name="Author">Who said it.</param>
/// <param name="Stood">Their rank in the room when they did.</param>
public readonly record struct RecentMessage(EventId Id, EventId Room, Uid To, Uid Author, Rank Stood);

/// <summary>The last messages of this node, <c>history.recent_messages</c> of them: what can be redacted or found by id without the archive.</summary>
public sealed class RecentMessages
{
    private readonly List<RecentMessage> _ring = [];
    private readonly Dictionary<EventId, int> _places = [];
    private int _next;

    public int Count => _places.Count;

    /// <param name="message">The message.</param>
    /// <param name="kept">How many are kept; another number than before begins anew.</param>
    public void Add(in RecentMessage message, int kept)
    {
        if (_ring.Count > kept) Clear();
        if (kept == 0) return;
        if (_ring.Count < kept)
        {
            _next = _ring.Count;
            _ring.Add(message);
        }
        else
        {
            _next = (_next + 1) % kept;
            _places.Remove(_ring[_next].Id);
            _ring[_next] = message;
        }

        _places[message.Id] = _next;
    }

    public RecentMessage? Find(EventId id) => _places.TryGetValue(id, out var place) ? _ring[place] : null;

    /// <summary>It was taken back: nobody finds it any more.</summary>
    public void Forget(EventId id) => _places.Remove(id);

    private void Clear()
    {
        _ring.Clear();
        _places.Clear();
        _next = 0;
    }
}
