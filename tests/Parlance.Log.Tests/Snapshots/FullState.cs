using Parlance.Domain;
using Parlance.Domain.Accounts;
using Parlance.Domain.Bans;
using Parlance.Domain.Metadata;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Roster;
using Parlance.Domain.Users;

namespace Parlance.Log.Tests.Snapshots;

/// <summary>A state in which every sort of thing there is has happened to somebody. Who adds to the state adds here, or two tests fail.</summary>
internal static class FullState
{
    public static readonly Sid Home = Sid.Parse("1PA");
    public static readonly Uid Ana = Uid.Of(Home, 1), Ben = Uid.Of(Home, 2), Cleo = Uid.Of(Home, 3);

    public static NodeState Make()
    {
        var state = new NodeState();
        foreach (var entry in Entries()) state.Take(entry.Event, entry.At);
        return state;
    }

    public static IEnumerable<LogEntry> Entries()
    {
        var (position, counters) = (0L, new Dictionary<EventId, ulong>());
        s_state = new();
        foreach (var (by, room, happened) in Events())
        {
            var stamp = Stamp.At(Given.Noon + TimeSpan.FromSeconds(++position));
            var instance = happened is RoomCreated ? new(stamp, Home) : room;
            if (happened is RoomCreated) Rooms.Add(instance);
            var dot = instance.IsNone ? default : new Dot(Home, 2, counters[instance] = counters.GetValueOrDefault(instance) + 1);
            LogEntry entry = new(happened, new() { Position = position, Stamp = stamp, Node = Home, Incarnation = 2, By = new(by), Room = instance, Dot = dot, RoomName = instance.IsNone ? null : "room" });
            s_state.Take(entry.Event, entry.At);
            yield return entry;
        }
    }

    [ThreadStatic]
    private static NodeState? s_state;

    [ThreadStatic]
    private static List<EventId>? s_rooms;

    private static List<EventId> Rooms => s_rooms ??= [];

    private static IEnumerable<(Uid By, EventId Room, Event Happened)> Events()
    {
        Rooms.Clear();
        yield return (default, default, new NodeStarted(2, "test"));
        yield return (default, default, new ClockReserved(Stamp.At(Given.Noon + TimeSpan.FromDays(1)), 100_000));
        foreach (var (uid, nick) in new[] { (Ana, "ana"), (Ben, "ben"), (Cleo, "cleo") }) yield return (uid, default, Came(uid, nick));
        yield return (Ana, default, new FlagsChanged(UserFlags.Invisible | UserFlags.Deaf | UserFlags.Cloaked, default));
        yield return (Ana, default, new OperatorLoggedIn("root", "admin"));
        yield return (Ana, default, new SnomasksChanged("cq"));
        yield return (Ben, default, new AwaySet("tea"));
        yield return (Ben, default, new NickChanged("benno", "benno") { Was = "ben" });
        yield return (Ben, default, new UserMetadataSet("url", "https://ben.example"));
        foreach (var happened in Account()) yield return (Ana, default, happened);
        yield return (Ana, default, new BanAdded(OperBanKind.User, "*@192.0.2.0/24", "spam", "ana", Given.Noon + TimeSpan.FromDays(2), "seen often"));
        yield return (Ana, default, new BanAdded(OperBanKind.User, "bad@host.example", "spam", "ana", null, null));
        yield return (Ana, default, new BanAdded(OperBanKind.Shun, "b?d@*", "noise", "ana", null, null));
        yield return (Ana, default, new BanAdded(OperBanKind.Exempt, "*@198.51.100.7", "ours", "ana", null, null));
        yield return (Ana, default, new BanAdded(OperBanKind.Address, "2001:db8::/32", "abuse", "ana", null, null));
        yield return (Ana, default, new BanAdded(OperBanKind.RealName, "*spam*", "spam", "ana", null, null));
        yield return (Ana, default, new BanAdded(OperBanKind.Nick, "root", "reserved", "ana", null, null));
        yield return (Ana, default, new BanAdded(OperBanKind.Room, "warez*", "no", "ana", null, null));
        yield return (Ana, default, new SpamFilterAdded("ab12", SpamPatternKind.Glob, "*buy now*", SpamTargets.Channel, SpamAction.Block, 60, "spam", "ana"));
        yield return (Ana, default, new SpamFilterAdded("cd34", SpamPatternKind.Regex, "buy (now|later)", SpamTargets.Private, SpamAction.Warn, null, "spam", "ana"));
        yield return (Ben, default, new SpamFilterHit("ab12", SpamTargets.Channel, "benno!b@host", "buy now"));
        yield return (Ana, default, new LockdownSet(Lockdown.NoNewRooms));
        yield return (Ana, default, new RoomCreated("Tea", "tea") { Modes = [RoomMode.NoExternal, RoomMode.TopicLocked] });
        var tea = Rooms[^1];
        yield return (Ana, tea, new MemberJoined(Ana));
        yield return (Ben, tea, new MemberJoined(Ben));
        yield return (Ana, tea, new RankGranted(Ben, Rank.Operator));
        yield return (Ana, tea, new RankGranted(Ben, Rank.Voice));
        yield return (Ana, tea, new TopicSet("First flush", "ana!a@host"));
        foreach (var (mode, value) in new[] { (RoomMode.Key, "sesame"), (RoomMode.Limit, "20"), (RoomMode.Forward, "coffee"), (RoomMode.Flood, "5:10"), (RoomMode.JoinThrottle, "3:60") })
            yield return (Ana, tea, new ModeChanged(mode, true, value));
        foreach (var list in Enum.GetValues<MaskListKind>())
        {
            yield return (Ana, tea, new MaskAdded(list, "bad!*@*", "ana!a@host"));
            yield return (Ana, tea, new MaskAdded(list, "~m:*!*@198.51.100.0/24", "ana!a@host"));
        }

        yield return (Ana, tea, new AccessChanged("ana", Access.Admin));
        yield return (Ana, tea, new RoomRegistered("ana"));
        yield return (Ana, tea, new ModeLocked(RoomMode.Secret, true, null));
        yield return (Ana, tea, new SettingChanged(Enum.GetValues<RoomSetting>()[0], "tea"));
        yield return (Ana, tea, new MemberAttached(Ana, 8));
        yield return (Ana, tea, new MemberInvited(Cleo, "cleo", Given.Noon + TimeSpan.FromHours(1)));
        yield return (Ana, tea, new RoomMetadataSet("url", "https://tea.example"));
        yield return (Ana, tea, new RoomRenamed("Green-Tea", "green-tea", "Tea", ""));
        yield return (Cleo, default, new RoomCreated("empty", "empty"));
        yield return (Cleo, Rooms[^1], new MemberJoined(Cleo));
        yield return (Cleo, Rooms[^1], new MemberParted(Cleo, "later"));
    }

    private static IEnumerable<Event> Account()
    {
        yield return new AccountCreated("Gone", "gone");
        yield return new AccountRemoved(Given.Noon + TimeSpan.FromDays(30)) { Account = Last("gone"), Name = "Gone" };
        yield return new AccountCreated("Ana", "ana") { Verifiers = [new(ScramHash.Sha256, 10_000, "c2FsdA==", "c3RvcmVk", "c2VydmVy")], Plaintext = "secret", Email = "ana@mail.example" };
        var account = Last("ana");
        yield return new CertificateAdded("abcd") { Account = account, Name = "Ana" };
        yield return new DidAdded("did:key:z6Mk") { Account = account, Name = "Ana" };
        yield return new SettingChosen("always-on", "on") { Account = account, Name = "Ana" };
        yield return new TokenAdded("bot", new('a', 64), ["read", "write"], Given.Noon + TimeSpan.FromDays(3)) { Account = account, Name = "Ana" };
        yield return new AddressesBlocked(["spam.example"]) { Account = account, Name = "Ana" };
        yield return new AccountCreated("Ben", "ben");
        var (ana, ben) = ("ana@localhost", "ben@localhost");
        yield return new RosterItemSet("Benny", ["tea"]) { Account = account, Name = "Ana", Owner = ana, Contact = ben };
        yield return new ContactWanted(true) { Account = account, Name = "Ana", Owner = ana, Contact = ben, Request = "<status>tea?</status>"u8.ToArray() };
        yield return new RosterItemSet(null, []) { Account = account, Name = "Ana", Owner = ana, Contact = "gone@localhost" };
        yield return new RosterItemRemoved { Account = account, Name = "Ana", Owner = ana, Contact = "gone@localhost" };
        yield return new ContactGranted(true) { Account = Last("ben"), Name = "Ben", Owner = ben, Contact = ana };
        yield return new AccountSuspended("spam") { Account = account, Name = "Ana" };
        yield return new UserLoggedIn(Ana, "Ana", account) { AccountFolded = "ana", Session = 7, Dialect = "irc" };
        yield return new SessionOpened(Ana, 8, "xmpp", "phone");
        yield return new PresenceChanged(Ana, 8, Show.Away, 5) { Status = "out", Extensions = "<x/>"u8.ToArray() };
    }

    /// <summary>The account that was just made: its id is that of the event.</summary>
    private static EventId Last(string folded) => s_state!.Accounts.TryGet(folded, out var account) ? account.Id : default;

    private static UserConnected Came(Uid uid, string nick) => new()
    {
        User = uid, Nick = nick, NickFolded = nick, Ident = nick[..1], Host = $"{nick}.example", CloakedHost = $"{nick}.cloak", Address = "198.51.100.7", RealHost = $"{nick}.example",
        RealName = $"{nick} of the tests", Flags = UserFlags.Wallops, Secure = true, CertificateFingerprint = "abcd",
    };
}
