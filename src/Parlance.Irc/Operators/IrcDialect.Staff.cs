using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Engine.Words;
using Parlance.Irc.Operators;

namespace Parlance.Irc;

/// <summary>Keeps staff informed: who is staff, and which notice an event is to them.</summary>
public sealed partial class IrcDialect
{
    public Staff Staff { get; } = new();
    public LoginAttempts LoginAttempts { get; } = new();
    public SpamGuard Spam => Node.Spam;
    public Blocklists Blocklists => field ??= new(this);
    public Turnaways Turnaways => field ??= new(this);
    public Enforcement Enforcement => field ??= new(this);

    private void WitnessStaff(in Utterance what)
    {
        switch (what.Event)
        {
            case OperatorLoggedIn when what.By is { } by:
                foreach (var session in SessionsOf(by))
                {
                    Staff.Add(session);
                    session.IsShunned &= !session.HasPrivilege("immune");
                }

                break;
            case OperatorLoggedOut when what.About is { } gone:
                foreach (var left in SessionsOf(gone)) Staff.Remove(left);
                break;
            case BanAdded added when Node.State.Bans.Find(added.Kind, added.Mask) is { } ban: Enforcement.Apply(ban); break;
            case BanRemoved { Kind: OperBanKind.Shun }: Enforcement.Reconsider(); break;
            case SpamFilterAdded filter: Spam.Trust(filter.Id); break;
            case WallopsSent: Wallops.Deliver(this, what); break;
            case HostChanged changed: Appeared(what.About, changed.Ident, changed.Host); break;
            case IdentChanged changed: Appeared(what.About, changed.Ident, what.About?.Host); break;
        }

        if (Staff.Sessions.Count > 0) StaffNotices.Tell(Staff, what);
    }

    /// <summary>Bans are looked at once the change is done, after what is being said.</summary>
    private void Appeared(User? user, string ident, string? host)
    {
        HostChange.Witness(this, user, ident, host);
        if (user is null) return;
        foreach (var session in SessionsOf(user)) Node.Timers.At(0, _ => Enforcement.Measure(session));
    }
}
