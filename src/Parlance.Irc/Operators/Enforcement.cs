using Parlance.Domain.Bans;
using Parlance.Domain.Users;
using Parlance.Engine;

namespace Parlance.Irc.Operators;

/// <summary>Applies bans to those who are connected already. The ban is an event of the log before anybody is put out by it.</summary>
public sealed class Enforcement(IrcDialect dialect)
{
    /// <summary>Connections looked at in one turn: the loop serves others meanwhile.</summary>
    public const int Slice = 500;

    /// <summary>A new ban: everybody here is measured against it, and against it alone.</summary>
    public void Apply(OperBan ban)
    {
        if (ban.Kind is OperBanKind.User or OperBanKind.Address or OperBanKind.RealName or OperBanKind.Shun) Sweep(dialect.Node.Connections.ToArray(), 0, ban);
        else if (ban.Kind == OperBanKind.Exempt) Reconsider();
    }

    /// <summary>A shun is over, or somebody is excepted: those who are silenced may be so no more.</summary>
    public void Reconsider()
    {
        foreach (var connection in dialect.Node.Connections)
            if (connection.Session is IrcSession { IsShunned: true, User: { } user } session)
                session.IsShunned = dialect.Node.State.Bans.Shuns(BanSubject.Of(user), dialect.Node.Now.Wall) is not null;
    }

    /// <summary>Somebody has come, or looks otherwise now: all bans are looked at.</summary>
    public void Measure(IrcSession session)
    {
        if (session.User is not { } user) return;
        var (bans, now) = (dialect.Node.State.Bans, dialect.Node.Now.Wall);
        var who = BanSubject.Of(user);
        session.IsShunned = bans.Shuns(who, now) is not null && !session.HasPrivilege("immune");
        if (bans.Refuses(who, now) is { } ban && !session.HasPrivilege("immune")) PutOut(session, ban);
    }

    private void Sweep(Connection[] all, int from, OperBan ban)
    {
        var end = Math.Min(all.Length, from + Slice);
        for (var i = from; i < end; i++)
            if (all[i] is { IsGone: false, IsClosing: false } connection && connection.Session is IrcSession session) Measure(session, ban);
        if (end < all.Length) dialect.Node.Timers.At(dialect.Node.Now.Monotonic + 1, _ => Sweep(all, end, ban));
    }

    private void Measure(IrcSession session, OperBan ban)
    {
        var now = dialect.Node.Now.Wall;
        if (session.User is { } user)
        {
            var who = BanSubject.Of(user);
            if (!ban.Hits(who) || session.HasPrivilege("immune") || dialect.Node.State.Bans.Exempts(who, now)) return;
            if (ban.Kind == OperBanKind.Shun) session.IsShunned = true;
            else PutOut(session, ban);
        }
        else if (ban.Network is { } network && network.Contains(AddressOf(session)) && dialect.Node.State.Bans.RefusesAddress(AddressOf(session), now) is not null)
            PutOut(session, ban);
    }

    private static System.Net.IPAddress AddressOf(IrcSession session) => session.Registration?.Address ?? session.Connection.Peer.Address;

    /// <summary>After the turn: whoever caused it may be in the middle of a command.</summary>
    private void PutOut(IrcSession session, OperBan ban) => dialect.Node.Timers.At(0, _ =>
    {
        if (session.Connection.IsGone || session.Connection.IsClosing) return;
        session.ReplyText(Numerics.YoureBanned, $"You are banned from this server: {ban.Reason}");
        dialect.Node.Disconnect(session.Connection, BanWords.QuitOf(ban));
    });
}
