using Parlance.Domain;
using Parlance.Domain.Bans;

namespace Parlance.Irc.Operators;

/// <summary>IRC's words for bans by staff.</summary>
public static class BanWords
{
    public static string NameOf(OperBanKind kind) => kind switch
    {
        OperBanKind.User => "K-line",
        OperBanKind.Address => "D-line",
        OperBanKind.RealName => "X-line",
        OperBanKind.Nick => "nick reservation",
        OperBanKind.Room => "channel reservation",
        OperBanKind.Shun => "shun",
        _ => "exemption",
    };

    /// <summary>What others read when somebody is put out by it: no mask, which would tell an address.</summary>
    public static string QuitOf(OperBan ban) => ban.Kind switch
    {
        OperBanKind.Address => "D-Lined: ",
        OperBanKind.RealName => "X-Lined: ",
        _ => "K-Lined: ",
    } + ban.Reason;

    /// <summary>The mask as it is typed: rooms have their <c>#</c>.</summary>
    public static string Show(OperBanKind kind, string mask) => kind == OperBanKind.Room ? "#" + mask : mask;

    public static string Added(BanAdded ban, Instant now) =>
        $"{ban.Setter} added a {NameOf(ban.Kind)} on {Show(ban.Kind, ban.Mask)}, {Lasting(ban.Expires, now)}: {ban.Reason}" + (ban.Comment is { } comment ? $" | {comment}" : "");

    public static string Lasting(Instant? expires, Instant now) => expires is { } end ? $"for {Duration.Text(end - now)}" : "for ever";
}
