using Parlance.Engine;

namespace Parlance.Configuration;

internal static class RoomsTable
{
    private static readonly RoomSettings Default = new();

    public static readonly Key<string> DefaultModes = new("default_modes", Kinds.Modes, Default.DefaultModes, "Modes of a new room.");
    public static readonly Key<TimeSpan> EmptyLease = new("empty_lease", Kinds.Duration("0s", "30d"), Default.EmptyLease, "How long an unregistered room keeps its modes, lists and topic with nobody in it.");
    public static readonly Key<bool> LongTexts = new("long_texts", Kinds.Flag, Default.LongTexts, "New rooms take texts beyond multiline_max_bytes.") { Status = KeyStatus.NotYet };
    public static readonly Key<bool> Registration = new("registration", Kinds.Flag, Default.Registration, "Accounts may register rooms.");
    public static readonly Key<int> RegisteredPerAccount = new("registered_per_account", Kinds.Whole(1, 100_000), Default.RegisteredPerAccount, "Rooms that one account may have registered.");
    public static readonly Key<int> MembersMax = new("members_max", Kinds.Whole(1, 1_000_000), Default.MembersMax, "Members of one room.");

    public static readonly Table Table = new("rooms", "Rooms: IRC channels, later XMPP rooms.", DefaultModes, EmptyLease, LongTexts, Registration, RegisteredPerAccount, MembersMax);

    public static RoomSettings Read(Reading from)
    {
        var t = from.One(Table);
        return new()
        {
            DefaultModes = t.Get(DefaultModes), EmptyLease = t.Get(EmptyLease), LongTexts = t.Get(LongTexts),
            Registration = t.Get(Registration), RegisteredPerAccount = t.Get(RegisteredPerAccount), MembersMax = t.Get(MembersMax),
        };
    }
}
