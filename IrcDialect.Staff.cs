using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Rooms;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Irc.Operators;

namespace Parlance.Irc;

/// <summary>Keeps staff informed: who is staff, and which notice an event is to them.</summary>
public sealed partial class IrcDialect
{
    public Staff Staff { get; } = new();
    public LoginAttempts LoginAttempts { get; } = new();

    private void WitnessStaff(in Utterance what)
    {
        switch (what.Event)
        {
            case OperatorLoggedIn when what.By is { } by && SessionOf(by) is { } session: Staff.Add(session); break;
            case OperatorLoggedOut when what.About is { } gone && SessionOf(gone) is { } left: Staff.Remove(left); break;
            case WallopsSent: Wallops.Deliver(this, what); break;
            case HostChanged changed: HostChange.Witness(this, what.About, changed.Ident, changed.Host); break;
            case IdentChanged changed: HostChange.Witness(this, what.About, changed.Ident, what.About?.Host); break;
        }

        if (Staff.Sessions.Count > 0) StaffNotices.Tell(Staff, what);
    }
}
