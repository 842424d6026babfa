using Parlance.Domain.Rooms;

namespace Parlance.Irc.Modes;

/// <summary>IRC's letters for what can be set on a room. A golden test holds the lists; ISUPPORT and MODE are made from them.</summary>
public static class ChannelModes
{
    private static readonly (char Letter, RoomMode Mode)[] Rows =
    [
        ('C', RoomMode.NoCtcp),
        ('K', RoomMode.NoKnock),
        ('L', RoomMode.Forward),
        ('M', RoomMode.RegisteredSpeak),
        ('N', RoomMode.NoNickChange),
        ('O', RoomMode.OperatorsOnly),
        ('P', RoomMode.Permanent),
        ('Q', RoomMode.NoKick),
        ('R', RoomMode.RegisteredOnly),
        ('S', RoomMode.StripColour),
        ('T', RoomMode.NoNotice),
        ('U', RoomMode.OperatorModerated),
        ('V', RoomMode.NoInvite),
        ('c', RoomMode.NoColour),
        ('f', RoomMode.Flood),
        ('g', RoomMode.FreeInvite),
        ('i', RoomMode.InviteOnly),
        ('j', RoomMode.JoinThrottle),
        ('k', RoomMode.Key),
        ('l', RoomMode.Limit),
        ('m', RoomMode.Moderated),
        ('n', RoomMode.NoExternal),
        ('p', RoomMode.Private),
        ('r', RoomMode.Registered),
        ('s', RoomMode.Secret),
        ('t', RoomMode.TopicLocked),
        ('u', RoomMode.Auditorium),
        ('z', RoomMode.TlsOnly),
    ];

    private static readonly (char Letter, char Prefix, Rank Rank)[] RankRows =
    [
        ('q', '~', Rank.Founder),
        ('a', '&', Rank.Admin),
        ('o', '@', Rank.Operator),
        ('h', '%', Rank.HalfOperator),
        ('v', '+', Rank.Voice),
    ];

    /// <summary>Lists: bans, exceptions, invite exceptions, mutes. <c>q</c> is taken by founders, so mutes are <c>y</c>.</summary>
    private static readonly (char Letter, MaskListKind Kind)[] ListRows =
    [
        ('b', MaskListKind.Ban),
        ('e', MaskListKind.Exception),
        ('I', MaskListKind.InviteException),
        ('y', MaskListKind.Mute),
    ];

    public static string Letters { get; } = string.Concat(Rows.Select(r => r.Letter));

    /// <summary>ISUPPORT PREFIX: <c>(qaohv)~&amp;@%+</c>.</summary>
    public static string Prefix { get; } = $"({string.Concat(RankRows.Select(r => r.Letter))}){string.Concat(RankRows.Select(r => r.Prefix))}";
    public static string Prefixes { get; } = string.Concat(RankRows.Select(r => r.Prefix));
    public static string RankLetters { get; } = string.Concat(RankRows.Select(r => r.Letter));
    public static string ListLetters { get; } = string.Concat(ListRows.Select(r => r.Letter));

    /// <summary>Modes whose value is needed to clear them as well (type B), those with a value only when set (C), those without (D).</summary>
    public static string AlwaysValued { get; } = "k";
    public static string SetValued { get; } = string.Concat(Rows.Where(r => RoomModes.HasValue(r.Mode) && r.Mode != RoomMode.Key).Select(r => r.Letter));
    public static string Switches { get; } = string.Concat(Rows.Where(r => !RoomModes.HasValue(r.Mode)).Select(r => r.Letter));

    /// <summary>ISUPPORT CHANMODES: types A, B, C and D.</summary>
    public static string ISupport { get; } = $"{ListLetters},{AlwaysValued},{SetValued},{Switches}";

    public static bool TryMode(char letter, out RoomMode mode)
    {
        var row = Array.Find(Rows, r => r.Letter == letter);
        mode = row.Mode;
        return row.Letter != 0;
    }

    public static bool TryRank(char letter, out Rank rank)
    {
        rank = Array.Find(RankRows, r => r.Letter == letter).Rank;
        return rank != Rank.None;
    }

    public static bool TryList(char letter, out MaskListKind kind)
    {
        var row = Array.Find(ListRows, r => r.Letter == letter);
        kind = row.Kind;
        return row.Letter != 0;
    }

    /// <summary>The switches that letters such as <c>+nt</c> set; others are passed over.</summary>
    public static IReadOnlyList<RoomMode> Switched(string letters) => [.. letters.Where(letter => TryMode(letter, out var mode) && !RoomModes.HasValue(mode))
        .Select(letter => Array.Find(Rows, r => r.Letter == letter).Mode).Distinct()];

    public static char LetterOf(RoomMode mode) => Array.Find(Rows, r => r.Mode == mode).Letter;
    public static char LetterOf(Rank rank) => Array.Find(RankRows, r => r.Rank == rank).Letter;
    public static char LetterOf(MaskListKind kind) => Array.Find(ListRows, r => r.Kind == kind).Letter;

    /// <summary>The rank a STATUSMSG prefix stands for; none: it is no prefix.</summary>
    public static Rank RankOfPrefix(char prefix)
    {
        foreach (ref readonly var row in RankRows.AsSpan())
            if (row.Prefix == prefix) return row.Rank;
        return Rank.None;
    }

    public static string PrefixOf(Rank rank) => Array.Find(RankRows, r => r.Rank == rank).Prefix.ToString();

    /// <summary>The prefixes of a member: the highest alone, or all (<c>multi-prefix</c>).</summary>
    public static ReadOnlySpan<byte> PrefixesOf(Member member, bool all) =>
        all ? AllPrefixes[(int)member.Ranks] : HighestPrefix[(int)member.Ranks];

    private static readonly byte[][] AllPrefixes = [.. Enumerable.Range(0, 32).Select(set =>
        RankRows.Where(r => ((Ranks)set & r.Rank.AsSet()) != 0).Select(r => (byte)r.Prefix).ToArray())];

    private static readonly byte[][] HighestPrefix = [.. AllPrefixes.Select(all => all.Take(1).ToArray())];

    /// <summary>A room's modes as 324 shows them; the key only to members.</summary>
    public static string Of(Room room, bool withKey)
    {
        var letters = "+";
        var values = "";
        foreach (var (letter, mode) in Rows)
        {
            if (!room.Has(mode)) continue;
            letters += letter;
            if (room.Modes.ValueOf(mode) is not { } value) continue;
            values += " " + (mode == RoomMode.Key && !withKey ? "*" : mode == RoomMode.Forward ? "#" + value : value);
        }

        return letters + values;
    }
}
