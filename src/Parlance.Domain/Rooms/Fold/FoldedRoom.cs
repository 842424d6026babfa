namespace Parlance.Domain.Rooms.Fold;

/// <summary>
/// The room that a set of events means: a value of its own, without users and sessions, equal on every node that knows the same events. Who reads it sees
/// it change only by the replica that owns it.
/// </summary>
public sealed partial class FoldedRoom
{
    private readonly Dictionary<ListKey, Addition[]> _lists = [];
    private readonly Dictionary<string, FoldedAccess> _access = new(StringComparer.Ordinal);
    private readonly Dictionary<Uid, FoldedMember> _members = [];
    private readonly Dictionary<Uid, OpenInvitation[]> _invitations = [];
    private readonly SortedDictionary<string, FoldedMetadata> _metadata = new(StringComparer.Ordinal);
    private readonly SortedDictionary<RoomSetting, FoldedMetadata> _choices = [];
    private Setting[] _settings = [];
    private Hold[] _holds = [];
    private FoldedTopic[] _topics = [];
    private Dot[] _incarnations = [];
    private EventId[] _instances = [];
    private RoomModes? _modes;

    internal FoldedRoom() { }

    private FoldedRoom(FoldedRoom from)
    {
        (Instance, Creation, Rules, Founder, Name, Folded, NamedBy) = (from.Instance, from.Creation, from.Rules, from.Founder, from.Name, from.Folded, from.NamedBy);
        _lists = new(from._lists);
        _access = new(from._access, StringComparer.Ordinal);
        _members = new(from._members);
        _invitations = new(from._invitations);
        _metadata = new(from._metadata, StringComparer.Ordinal);
        _choices = new(from._choices);
        (RegisteredTo, RegisteredBy) = (from.RegisteredTo, from.RegisteredBy);
        (_settings, _holds, _topics, _modes) = (from._settings, from._holds, from._topics, from._modes);
        (_incarnations, _instances, Latest) = (from._incarnations, from._instances, from.Latest);
    }

    /// <summary>Whether there is a room: it was created, and not closed since.</summary>
    public bool IsOpen => !Instance.IsNone;

    /// <summary>The creation that won.</summary>
    public EventId Instance { get; private set; }

    /// <summary>All creations that became this room, the one that won among them: events of each are its events.</summary>
    public ReadOnlySpan<EventId> Instances => _instances;
    public Origin Creation { get; private set; }

    /// <summary>The number of the rules it lives by.</summary>
    public int Rules { get; private set; }

    /// <summary>The guest who created it: founder whenever they are in. None: an account did.</summary>
    public Uid Founder { get; private set; }

    /// <summary>The account it is registered to; null: to none.</summary>
    public string? RegisteredTo { get; private set; }
    public Origin RegisteredBy { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>The name as it compares.</summary>
    public string Folded { get; private set; } = "";
    public Origin NamedBy { get; private set; }

    /// <summary>The greatest stamp among the events.</summary>
    public Stamp Latest { get; private set; }

    /// <summary>The modes as they are in force: what is set, under what is held.</summary>
    public RoomModes Modes => _modes ??= Overlaid();

    /// <summary>What is set, in the order of the modes.</summary>
    public ReadOnlySpan<Setting> Settings => _settings;

    /// <summary>What is held on or off (mode lock).</summary>
    public ReadOnlySpan<Hold> Holds => _holds;

    /// <summary>The topic; empty text: none.</summary>
    public FoldedTopic Topic => _topics.Length == 0 ? new("", "", default, default) : _topics[0];

    /// <summary>Topics written at the same time that gave way.</summary>
    public ReadOnlySpan<FoldedTopic> RivalTopics => _topics.Length == 0 ? [] : _topics.AsSpan(1);

    public IReadOnlyDictionary<ListKey, Addition[]> Lists => _lists;
    public IReadOnlyDictionary<string, FoldedAccess> Access => _access;
    public IReadOnlyDictionary<Uid, FoldedMember> Members => _members;
    public IReadOnlyDictionary<Uid, OpenInvitation[]> Invitations => _invitations;
    public IReadOnlyDictionary<string, FoldedMetadata> Metadata => _metadata;

    /// <summary>What owners chose (<see cref="RoomSetting"/>).</summary>
    public IReadOnlyDictionary<RoomSetting, FoldedMetadata> Choices => _choices;

    /// <summary>The newest incarnation of each node that wrote here (as dots without counter).</summary>
    public ReadOnlySpan<Dot> Incarnations => _incarnations;

    public FoldedMember? MemberOf(Uid user) => _members.GetValueOrDefault(user);
    public Rank RankOf(Uid user) => MemberOf(user)?.Rank ?? Rank.None;
    public Access AccessOf(string? account) => account is not null && _access.TryGetValue(account, out var entry) ? entry.Level : Rooms.Access.None;

    /// <summary>How many accounts own it.</summary>
    public int Owners => _access.Values.Count(static entry => entry.Level == Rooms.Access.Owner);
    public bool Has(RoomMode mode) => Modes.Has(mode);

    /// <summary>Whether a list has a mask that matches; acting bans (mute) count for speech only.</summary>
    public bool Matches(MaskListKind list, Guise guise, string? account, bool speech)
    {
        foreach (var (key, additions) in _lists)
        {
            if (key.List != list || !Masks.BanMask.TryParse(additions[0].Mask, out var mask) || (mask.IsMute && !speech)) continue;
            if (mask.Matches(guise.As(account))) return true;
        }

        return false;
    }

    internal FoldedRoom Copy() => new(this);

    private RoomModes Overlaid()
    {
        var modes = default(RoomModes);
        foreach (ref readonly var setting in _settings.AsSpan()) modes = modes.With(setting.Mode, true, setting.Value);
        foreach (ref readonly var hold in _holds.AsSpan()) modes = modes.With(hold.Mode, hold.On, hold.Value);
        return modes.With(RoomMode.Registered, RegisteredTo is not null);
    }
}

/// <summary>A key's value and who wrote it.</summary>
public readonly record struct FoldedMetadata(string Value, Origin By);
