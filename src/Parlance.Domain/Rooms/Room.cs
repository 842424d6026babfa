using Parlance.Domain.Users;

namespace Parlance.Domain.Rooms;

/// <summary>A room as its events made it. It outlives its members: an empty one waits for its lease (ARCHITECTURE §8).</summary>
public sealed class Room
{
    private readonly Dictionary<Uid, Member> _members = [];
    private readonly SortedDictionary<RoomSetting, string> _settings = [];
    private readonly SortedDictionary<string, AccessEntry> _access = new(StringComparer.Ordinal);

    /// <summary>The creating event's id; a room of the same name created later is another instance.</summary>
    public required EventId Instance { get; init; }

    /// <summary>The name without IRC's <c>#</c>, as it was typed.</summary>
    public required string Name { get; set; }

    /// <summary>The name as it compares.</summary>
    public required string Folded { get; set; }

    /// <summary>The guest who created it: of rank 50 whenever they are in, until their session ends for good. None: nobody is.</summary>
    public Uid Founder { get; internal set; }

    /// <summary>Accounts with a lasting standing, by name as it compares.</summary>
    public IReadOnlyDictionary<string, AccessEntry> Access => _access;

    /// <summary>The account it is registered to, by its name as it compares; null: it is not registered.</summary>
    public string? RegisteredTo { get; internal set; }

    /// <summary>What its owners chose; what is not there is as the server has it.</summary>
    public IReadOnlyDictionary<RoomSetting, string> Settings => _settings;

    /// <summary>How many accounts are <see cref="Rooms.Access.Owner"/>.</summary>
    public int Owners => _access.Values.Count(static entry => entry.Level == Rooms.Access.Owner);

    /// <summary>The creating event, basis of the founder's rank.</summary>
    public Dot Creation { get; init; }

    /// <summary>The version of the fold's rules it was created under.</summary>
    public int Rules { get; init; } = 1;

    /// <summary>What operators set.</summary>
    public RoomModes SetModes
    {
        get;
        internal set => Modes = Locks.Over(field = value);
    }

    /// <summary>What founders hold on or off.</summary>
    public ModeLocks Locks
    {
        get;
        internal set => Modes = (field = value).Over(SetModes);
    }

    /// <summary>The modes in force: what is set, under what is held.</summary>
    public RoomModes Modes { get; private set; }
    public Topic Topic { get; internal set; }
    public MaskList Bans { get; } = new(MaskListKind.Ban);
    public MaskList Exceptions { get; } = new(MaskListKind.Exception);
    public MaskList InviteExceptions { get; } = new(MaskListKind.InviteException);
    public MaskList Mutes { get; } = new(MaskListKind.Mute);
    public Dictionary<Uid, Invitation> Invitations { get; } = [];
    public SortedDictionary<string, string>? Metadata { get; internal set; }

    /// <summary>The names it had before, as they compare, the oldest first; they lead to it for a while (<see cref="FormerName"/>).</summary>
    public List<string> FormerNames { get; } = [];

    /// <summary>Everything this node has seen of the room.</summary>
    public VersionVector Seen { get; } = new();

    /// <summary>When the last member left; none while somebody is in.</summary>
    public Stamp EmptySince { get; internal set; }

    /// <summary>For the engine: where its listeners stand in the node's tables; -1: nowhere.</summary>
    [Derived] public int Seat { get; set; } = -1;

    /// <summary>Grows when a list changes that may bar somebody's speech.</summary>
    [Derived] public int ListVersion { get; internal set; }

    public Instant Created => Instance.Stamp.Wall;
    public Dictionary<Uid, Member>.ValueCollection Members => _members.Values;
    public int Count => _members.Count;
    public bool IsEmpty => _members.Count == 0;

    public bool Has(RoomMode mode) => Modes.Has(mode);
    public Member? MemberOf(Uid user) => _members.GetValueOrDefault(user);

    /// <param name="account">The account's name as it compares; null: a guest.</param>
    public Access AccessOf(string? account) => EntryOf(account)?.Level ?? Rooms.Access.None;

    internal AccessEntry? EntryOf(string? account) => account is not null && _access.TryGetValue(account, out var entry) ? entry : null;

    internal void SetAccess(string account, in AccessEntry entry)
    {
        if (entry.Level == Rooms.Access.None) _access.Remove(account);
        else _access[account] = entry;
    }

    internal void Set(RoomSetting setting, string? value)
    {
        if (value is null) _settings.Remove(setting);
        else _settings[setting] = value;
    }

    public MaskList ListOf(MaskListKind kind) => kind switch
    {
        MaskListKind.Ban => Bans,
        MaskListKind.Exception => Exceptions,
        MaskListKind.InviteException => InviteExceptions,
        _ => Mutes,
    };

    /// <summary>Whether a ban (not lifted by an exception) keeps the user from joining.</summary>
    public bool Bars(User user) => Bans.Match(user, speech: false) is not null && Exceptions.Match(user, speech: false) is null;

    /// <summary>Whether bans or mutes keep the user from speaking; remembered per member until a list or the user changes.</summary>
    public bool Mute(User user, Member? member)
    {
        if (member is null) return BarsSpeech(user);
        if (member.SpeechVersion != (ListVersion, user.MaskVersion))
        {
            member.SpeechBarred = BarsSpeech(user);
            member.SpeechVersion = (ListVersion, user.MaskVersion);
        }

        return member.SpeechBarred;
    }

    private bool BarsSpeech(User user)
    {
        if (Bans.IsEmpty && Mutes.IsEmpty) return false;
        return (Bans.Match(user, speech: true) ?? Mutes.Match(user, speech: true)) is not null && Exceptions.Match(user, speech: true) is null;
    }

    /// <summary>A member under a ban or mute, or in a room that forbids it, keeps their nick (ranks from voice up excepted).</summary>
    public bool ForbidsNickChangeOf(Member member) =>
        member.Rank < Rank.Voice && (Has(RoomMode.NoNickChange) || Mute(member.User, member));

    internal Member Admit(User user, in Envelope at)
    {
        var member = new Member { User = user, Room = this, Joined = at.Dot, Since = at.Stamp };
        _members[user.Uid] = member;
        user.Memberships.Add(member);
        Invitations.Remove(user.Uid);
        EmptySince = default;
        return member;
    }

    internal void Release(Member member, Stamp at)
    {
        _members.Remove(member.User.Uid);
        member.User.Memberships.Remove(member);
        if (IsEmpty) EmptySince = at;
    }

    /// <summary>All members' sessions are void: their node began anew. Who was in when it ended is not asked: the room is empty from this moment.</summary>
    internal void Void(Stamp at)
    {
        _members.Clear();
        Invitations.Clear();
        Founder = default;
        EmptySince = at;
    }
}
