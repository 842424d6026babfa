namespace Parlance.Domain.Rooms;

/// <summary>What can be set on a room. IRC's letters and XMPP's form fields are their dialects' words for these.</summary>
public enum RoomMode
{
    NoExternal,
    TopicLocked,
    Moderated,
    InviteOnly,
    Secret,
    Private,
    RegisteredOnly,
    RegisteredSpeak,
    NoColour,
    StripColour,
    NoCtcp,
    NoNotice,
    NoInvite,
    NoKnock,
    NoNickChange,
    NoKick,
    Auditorium,
    OperatorModerated,
    TlsOnly,
    OperatorsOnly,
    Permanent,
    FreeInvite,
    /// <summary>Set by registration only.</summary>
    Registered,

    /// <summary>From here on modes have a value.</summary>
    Key,
    Limit,
    Forward,
    Flood,
    JoinThrottle,
}

/// <summary>The modes of a room: a set of switches and a value for each mode that has one.</summary>
public readonly record struct RoomModes
{
    private readonly uint _switches;

    public string? Key { get; init; }

    /// <summary>The most members; 0: no limit of its own.</summary>
    public int Limit { get; init; }
    public string? Forward { get; init; }
    public Rate? Flood { get; init; }
    public Rate? JoinThrottle { get; init; }

    private RoomModes(RoomModes from, uint switches)
    {
        this = from;
        _switches = switches;
    }

    public static bool HasValue(RoomMode mode) => mode >= RoomMode.Key;

    public bool Has(RoomMode mode) => mode switch
    {
        RoomMode.Key => Key is not null,
        RoomMode.Limit => Limit > 0,
        RoomMode.Forward => Forward is not null,
        RoomMode.Flood => Flood is not null,
        RoomMode.JoinThrottle => JoinThrottle is not null,
        _ => (_switches & (1u << (int)mode)) != 0,
    };

    /// <summary>The value in its canonical text; null when the mode is off or has none.</summary>
    public string? ValueOf(RoomMode mode) => mode switch
    {
        RoomMode.Key => Key,
        RoomMode.Limit when Limit > 0 => Limit.ToString(System.Globalization.CultureInfo.InvariantCulture),
        RoomMode.Forward => Forward,
        RoomMode.Flood => Flood?.ToString(),
        RoomMode.JoinThrottle => JoinThrottle?.ToString(),
        _ => null,
    };

    /// <param name="mode">Which.</param>
    /// <param name="on">Whether it is set.</param>
    /// <param name="value">Its value in canonical text, checked before (<see cref="ChangeMode"/>).</param>
    public RoomModes With(RoomMode mode, bool on, string? value = null) => mode switch
    {
        RoomMode.Key => this with { Key = on ? value : null },
        RoomMode.Limit => this with { Limit = on && int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var limit) ? limit : 0 },
        RoomMode.Forward => this with { Forward = on ? value : null },
        RoomMode.Flood => this with { Flood = on ? Rate.Parse(value) : null },
        RoomMode.JoinThrottle => this with { JoinThrottle = on ? Rate.Parse(value) : null },
        _ => new(this, on ? _switches | (1u << (int)mode) : _switches & ~(1u << (int)mode)),
    };
}

/// <summary>So many in so many seconds, written <c>5:10</c>.</summary>
public readonly record struct Rate(int Count, int Seconds)
{
    public const int CountMax = 1000;
    public const int SecondsMax = 3600;

    public static Rate? Parse(string? text)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        if (colon < 1 || !int.TryParse(text.AsSpan(0, colon), System.Globalization.NumberStyles.None, invariant, out var count) ||
            !int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, invariant, out var seconds)) return null;
        return count is >= 1 and <= CountMax && seconds is >= 1 and <= SecondsMax ? new(count, seconds) : null;
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Count}:{Seconds}");
}
