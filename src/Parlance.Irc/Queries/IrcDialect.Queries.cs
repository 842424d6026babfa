using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Queries;

namespace Parlance.Irc;

/// <summary>What the server keeps so that it can answer questions: who was here, and everything there is for long answers.</summary>
public sealed partial class IrcDialect
{
    private readonly Census<User> _users = new();
    private readonly Census<Room> _rooms = new();

    /// <summary>Who had which nick.</summary>
    public PastUsers Past { get; } = new();

    /// <summary>How often a user may knock, and how often a room may be knocked on.</summary>
    internal Allowances<Uid> Knocks { get; } = new(2, TimeSpan.FromMinutes(1));
    internal Allowances<EventId> RoomKnocks { get; } = new(3, TimeSpan.FromSeconds(20));

    /// <summary>How often a room may be renamed: each member may get all names for it.</summary>
    internal Allowances<EventId> Renames { get; } = new(2, TimeSpan.FromMinutes(1));

    /// <summary>How often a user may take another real name.</summary>
    internal Allowances<Uid> RealNameChanges { get; } = new(5, TimeSpan.FromSeconds(20));

    public User[] AllUsers() => _users.Take(Node.State.Users, Node.Now.Monotonic);

    public Room[] AllRooms() => _rooms.Take(Node.State.Rooms, Node.Now.Monotonic);

    /// <summary>Whole seconds since the user last said something.</summary>
    public long IdleSeconds(User user) => SessionsOf(user).Select(s => (Node.Now.Monotonic - s.ActiveAt) / 1000).DefaultIfEmpty(0).Min();

    /// <summary>Remembers whose nick becomes free. Called before the state changes.</summary>
    private void WitnessPast(in Utterance what)
    {
        if (what.Event is not (UserDisconnected or NickChanged) || (what.About ?? what.By) is not { } user) return;
        if (what.Event is NickChanged { NickFolded: var folded } && folded == user.NickFolded) return;
        Past.Add(user, Node.Now.Wall, Node.Settings.Limits.WhowasEntries);
    }
}
