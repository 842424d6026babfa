using Parlance.Domain.Accounts;
using Parlance.Domain.Names;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;

namespace Parlance.Domain.Tests;

/// <summary>
/// Given what happened, when somebody asks, then this follows. Ana, Ben, Cleo and Dan are connected from the beginning; Ana makes the room <c>lobby</c>
/// when a story needs one.
/// </summary>
public sealed class Story
{
    private readonly HybridClock _clock = new();
    private readonly Sid _node = Sid.Parse("1PA");
    private long _position;
    private ulong _counter;

    public Story()
    {
        Take(new NodeStarted(1, "test"), default);
        foreach (var name in new[] { "Ana", "Ben", "Cleo", "Dan" }) Connect(name);
    }

    public NodeState State { get; } = new();
    public Instant Wall { get; set; } = new(1_800_000_000_000);
    public Limits Limits { get; set; } = new();
    public Room Lobby => State.Rooms.TryGet("lobby", out var room) ? room : throw new InvalidOperationException("nobody made the lobby");

    /// <summary>All that was taken, in order: what a log would hold.</summary>
    public List<(Event Event, Envelope At)> Log { get; } = [];

    public User this[string nick] => State.Users.TryNick(nick.ToLowerInvariant(), out var user) ? user : throw new InvalidOperationException($"nobody is called {nick}");

    public User Connect(string nick, string host = "", string ident = "~u", string? account = null)
    {
        var uid = Uid.Of(_node, _counter++);
        Take(new UserConnected
        {
            User = uid, Nick = nick, NickFolded = nick.ToLowerInvariant(), Ident = ident, Host = host.Length > 0 ? host : $"{nick.ToLowerInvariant()}.test",
            Address = $"10.0.0.{_counter}", RealHost = $"{nick.ToLowerInvariant()}.real.test", RealName = nick,
        }, default);
        this[nick].Account = account;
        return this[nick];
    }

    /// <summary>They are logged in to accounts that have their nicks as names.</summary>
    public Story LoggedIn(params string[] nicks)
    {
        foreach (var nick in nicks) Take(new UserLoggedIn(this[nick].Uid, nick, Account(nick).Id) { AccountFolded = nick.ToLowerInvariant(), Session = 1, Dialect = "irc" }, default);
        return this;
    }

    /// <summary>An account of that name, and nobody logged in to it.</summary>
    public Account Account(string name)
    {
        Take(new AccountCreated(name, name.ToLowerInvariant()), default);
        return AccountOf(name);
    }

    public Account AccountOf(string name) => State.Accounts.TryGet(name.ToLowerInvariant(), out var account) ? account : throw new InvalidOperationException($"there is no account {name}");

    public Then When(CreateAccount command, bool asOperator = false)
    {
        var verdict = command.Decide(State, Now(asOperator));
        Record(verdict, default, default);
        return new(this, verdict);
    }

    public Then When(string account, AccountCommand command)
    {
        var verdict = command.Decide(AccountOf(account), State, Now(false));
        Record(verdict, default, default);
        return new(this, verdict);
    }

    /// <summary>Ana makes the lobby and is its founder; the others come in after her.</summary>
    public Story WithLobby(params string[] members)
    {
        var id = new EventId(_clock.Next(Wall), _node);
        Take(new RoomCreated("lobby", "lobby") { Modes = [RoomMode.NoExternal, RoomMode.TopicLocked] }, this["Ana"].Uid, id);
        Ask("Ana", new Join(null));
        foreach (var member in members) Ask(member, new Join(null));
        return this;
    }

    public Story Given(string who, RoomCommand command)
    {
        var verdict = Ask(who, command);
        Assert.Null(verdict.Refusal);
        return this;
    }

    public Then When(string who, RoomCommand command, bool asOperator = false) => new(this, Ask(who, command, asOperator));

    public Then When(string who, UserCommand command)
    {
        var verdict = command.Decide(this[who], State, Now(false));
        Record(verdict, this[who].Uid, default);
        return new(this, verdict);
    }

    private Verdict Ask(string who, RoomCommand command, bool asOperator = false)
    {
        var room = Lobby;
        var user = this[who];
        var verdict = command.Decide(room, new() { User = user, Member = user.In(room), State = State, Now = Now(asOperator) });
        Record(verdict, user.Uid, room.Instance);
        return verdict;
    }

    private Circumstances Now(bool asOperator) => new() { Wall = Wall, Limits = Limits, Names = NameRules.For("rfc8265"), AsOperator = asOperator };

    private void Record(Verdict verdict, Uid by, EventId room)
    {
        foreach (var happened in verdict.Events) Take(happened, by, room);
    }

    public void Take(Event happened, Uid by, EventId room = default)
    {
        var counter = room.IsNone ? 0 : (State.Rooms.TryGet(room, out var known) ? known.Seen.CounterOf(_node, 1) : 0) + 1;
        var at = new Envelope
        {
            Position = ++_position, Stamp = happened is RoomCreated ? room.Stamp : _clock.Next(Wall), Node = _node, Incarnation = 1, By = new(by, State.Users.TryGet(by, out var actor) ? actor.AccountFolded : null), Room = room,
            Dot = room.IsNone ? default : new(_node, 1, counter),
        };
        Log.Add((happened, at));
        State.Take(happened, at);
    }
}

/// <summary>What followed.</summary>
public readonly struct Then(Story story, Verdict verdict)
{
    private readonly Refusal? _refusal = verdict.Refusal;
    private readonly Event[] _events = verdict.Events.ToArray();

    public Refusal? Refusal => _refusal;
    public IReadOnlyList<Event> Events => _events;

    public Story Refused(RefusalCode code)
    {
        Assert.Equal(code, _refusal?.Code);
        Assert.Empty(_events);
        return story;
    }

    public Story Happens<TEvent>(Action<TEvent>? check = null)
        where TEvent : Event
    {
        Assert.Null(_refusal);
        var happened = Assert.IsType<TEvent>(Assert.Single(_events));
        check?.Invoke(happened);
        return story;
    }

    /// <summary>Several things, in this order.</summary>
    public Story AllHappen(params Type[] kinds)
    {
        Assert.Null(_refusal);
        Assert.Equal(kinds, _events.Select(e => e.GetType()));
        return story;
    }

    public Story NothingHappens()
    {
        Assert.Null(_refusal);
        Assert.Empty(_events);
        return story;
    }
}
