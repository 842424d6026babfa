using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Irc.Queries;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>SETNAME &lt;real name&gt;</c>: IRCv3 setname. Clients without the capability are not answered when it is done.</summary>
public sealed class SetnameCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SETNAME", ParamsMin: 1, Cost: 2, Syntax: "<real name>", Help: "Changes your real name.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var name = line.Text(0);
        if (WhyNot(client, name) is { } why) client.Fail("SETNAME", "CANNOT_CHANGE_REALNAME", why);
        else if (client.Node.Ask(client, new ChangeRealName(client.User!.Uid, name)) is { } refusal)
        {
            if (refusal.Code is RefusalCode.BadParameter or RefusalCode.TooLong) client.Fail("SETNAME", "INVALID_REALNAME", "Realname is not valid");
            else client.Refuse(refusal, "SETNAME");
        }
    }

    /// <summary>Real names count in bans: nobody slips out of one, or past one of staff, by changing it.</summary>
    private static string? WhyNot(IrcSession client, string name)
    {
        var (node, user) = (client.Node, client.User!);
        if (node.State.Bans.Refuses(BanSubject.Of(user) with { RealName = name }, node.Now.Wall) is not null) return "This realname is not allowed here";
        foreach (var membership in user.Memberships)
            if (membership.Rank < Rank.Voice && membership.Room.Mute(user, membership)) return "Cannot change realname while banned or muted on a channel";
        return node.Settings.Limits.Enabled && client.Dialect.RealNameChanges.Take(user.Uid, node.Now.Monotonic) > 0 ? "Slow down your realname changes" : null;
    }
}
