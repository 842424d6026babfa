using System.Reflection;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Rooms;

/// <summary>
/// XMPP's words, in one room, for what happened to somebody who is in it. They differ for that person, for moderators where only they see addresses, and for all
/// others, and are written once for each of the three. Found at start. Writing nothing is silence.
/// </summary>
internal interface IRoomVoice<in TEvent>
    where TEvent : Event
{
    static abstract void Say(TEvent happened, in RoomWords words);
}

/// <summary>What a room voice needs: what happened, where, to whom, and for whom it is said.</summary>
internal readonly ref struct RoomWords
{
    public required Utterance What { get; init; }
    public required XmppDialect Dialect { get; init; }
    public required Room Room { get; init; }
    public required User User { get; init; }
    public required View View { get; init; }
    public required XmlPen Pen { get; init; }

    public string? ActorNick => What.By?.Nick;

    /// <summary>They are there, as they are now.</summary>
    public void Present() => new OccupantPresence { Dialect = Dialect, Room = Room, User = User, View = View }.Write(Pen);
}

/// <summary>Says such events to the XMPP sessions in a room.</summary>
internal sealed class RoomVoices
{
    private delegate void Voice(Event happened, in RoomWords words);

    private delegate void Typed<in TEvent>(TEvent happened, in RoomWords words);

    private readonly Dictionary<Type, Voice> _voices = [];
    private readonly XmppDialect _dialect;
    private readonly XmlPen _pen;

    public RoomVoices(XmppDialect dialect)
    {
        (_dialect, _pen) = (dialect, new(dialect.Node.Pool));
        var adapt = typeof(RoomVoices).GetMethod(nameof(Adapt), BindingFlags.NonPublic | BindingFlags.Static)!;
        foreach (var type in typeof(RoomVoices).Assembly.GetTypes())
            foreach (var contract in type.GetInterfaces())
                if (contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IRoomVoice<>) && type.IsClass)
                {
                    var happened = contract.GetGenericArguments()[0];
                    var say = type.GetMethod("Say", BindingFlags.Public | BindingFlags.Static, [happened, typeof(RoomWords).MakeByRefType()])!;
                    _voices.Add(happened, (Voice)adapt.MakeGenericMethod(happened).Invoke(null, [say])!);
                }
    }

    public IEnumerable<Type> Kinds => _voices.Keys;

    /// <summary>Says what happened in the room it happened in, or (what is of a user and no room) in each room they are in.</summary>
    public void Say(in Utterance what)
    {
        if (!_voices.TryGetValue(what.Event.GetType(), out var voice)) return;
        if (what.Room is { } room)
        {
            if ((what.About ?? what.By) is { } user) Say(what, room, user, voice);
        }
        else if ((what.About ?? what.By) is { } subject)
            foreach (var membership in subject.Memberships) Say(what, membership.Room, subject, voice);
    }

    private void Say(in Utterance what, Room room, User user, Voice voice)
    {
        Span<(int From, int Length)> said = [(-1, 0), (-1, 0), (-1, 0)];
        var selective = what.Event is RoomEvent e && e.IsSelective(room) ? e : null;
        var hides = room.HidesAddresses();
        foreach (var connection in _dialect.Node.Audience.In(room))
        {
            if (connection.Session is not XmppSession { User: { } listener }) continue;
            if (selective is not null && (room.MemberOf(listener.Uid) is not { } member || !selective.IsHeardBy(room, member))) continue;
            var view = ReferenceEquals(listener, user) ? View.Self : hides && listener.In(room)?.Rank >= Rank.Operator ? View.Moderator : View.Other;
            ref var words = ref said[(int)view];
            if (words.From < 0)
            {
                var from = _pen.Length;
                voice(what.Event, new() { What = what, Dialect = _dialect, Room = room, User = user, View = view, Pen = _pen });
                words = (from, _pen.Length - from);
            }

            if (words.Length == 0) continue;
            if (_dialect.Node.HoldsAll) connection.Hold(connection.Written, what.At.Position);
            connection.Write(_pen.Written.Slice(words.From, words.Length));
        }

        _pen.Forget();
    }

    private static Voice Adapt<TEvent>(MethodInfo say)
        where TEvent : Event
    {
        var typed = say.CreateDelegate<Typed<TEvent>>();
        return (Event happened, in RoomWords words) => typed((TEvent)happened, words);
    }
}
