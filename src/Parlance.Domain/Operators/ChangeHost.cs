using Parlance.Domain.Users;

namespace Parlance.Domain.Operators;

/// <summary>What may stand in <c>nick!ident@host</c> and as a real name when staff sets it.</summary>
public static class HostRules
{
    /// <summary>Characters of a host shown to others.</summary>
    public const int HostLengthMax = 63;

    /// <summary>Characters of an ident set by staff.</summary>
    public const int IdentLengthMax = 18;

    /// <summary>Letters, digits and <c>.:-_/</c>, neither beginning with a colon nor looking like a channel, a mask or a parameter.</summary>
    public static bool IsHost(string text) =>
        text.Length is > 0 and <= HostLengthMax && text[0] is not (':' or '-' or '.' or '/') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' or '_' or '/');

    public static bool IsIdent(string text) =>
        text.Length is > 0 and <= IdentLengthMax && text[0] is not ('-' or '.') && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '~' or '-' or '_' or '.');
}

/// <summary>Changes the host, the ident or both of somebody. Null: left as it is.</summary>
public sealed record ChangeHost(Uid User, string? Ident, string? Host) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!state.Users.TryGet(User, out var user)) return RefusalCode.NoSuchUser;
        if (Host is not null && !HostRules.IsHost(Host)) return new Refusal(RefusalCode.BadParameter, Host);
        if (Ident is not null && !HostRules.IsIdent(Ident)) return new Refusal(RefusalCode.BadParameter, Ident);

        var (ident, host) = (Ident ?? user.Ident, Host ?? user.Host);
        if (ident == user.Ident && host == user.Host) return Verdict.Nothing;
        return host == user.Host ? new IdentChanged(User, ident) : new HostChanged(User, ident, host);
    }
}

/// <summary>Changes somebody's real name.</summary>
public sealed record ChangeRealName(Uid User, string RealName) : UserCommand
{
    public override Verdict Decide(User by, NodeState state, in Circumstances now)
    {
        if (!state.Users.TryGet(User, out var user)) return RefusalCode.NoSuchUser;
        if (RealName.Length == 0) return new Refusal(RefusalCode.BadParameter, "*");
        if (RealName.Length > now.Limits.RealNameLength) return new Refusal(RefusalCode.TooLong, $"{now.Limits.RealNameLength}");
        return RealName == user.RealName ? Verdict.Nothing : new RealNameChanged(User, RealName);
    }
}

/// <summary>A user's shown host (and, with it, perhaps the ident) is another one.</summary>
[EventName("user.host")]
public sealed record HostChanged(Uid User, string Ident, string Host) : UserEvent
{
    public override Uid About => User;

    /// <summary>The line about it begins with the old host.</summary>
    public override bool SaidBefore => true;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at) => user.Appear(Ident, Host);
}

[EventName("user.ident")]
public sealed record IdentChanged(Uid User, string Ident) : UserEvent
{
    public override Uid About => User;
    public override bool SaidBefore => true;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at) => user.Appear(Ident, user.Host);
}

[EventName("user.realname")]
public sealed record RealNameChanged(Uid User, [property: Personal] string RealName) : UserEvent
{
    public override Uid About => User;
    public override Reach Reach => Reach.Peers;

    protected override void Evolve(User user, NodeState state, in Envelope at)
    {
        user.RealName = RealName;
        user.Touch();
    }
}
