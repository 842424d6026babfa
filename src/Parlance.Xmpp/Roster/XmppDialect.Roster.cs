using Parlance.Domain.Accounts;
using Parlance.Domain.Roster;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Roster;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp;

/// <summary>What rosters and sessions lead to, whoever changed them and in whichever dialect.</summary>
public sealed partial class XmppDialect
{
    internal RosterPushes RosterPushes => field ??= new(this);

    private void WitnessRoster(in Utterance what)
    {
        switch (what.Event)
        {
            case ContactWanted wanted: Witness(wanted); break;
            case ContactGranted granted: Witness(granted); break;
            case RosterEvent changed: RosterPushes.Touch(changed.Owner, changed.Contact, changed is RosterItemSet); break;
            case AddressesBlocked blocked: BlockPushes.Say(this, blocked.Account, "block", blocked.Addresses); break;
            case AddressesUnblocked unblocked: BlockPushes.Say(this, unblocked.Account, "unblock", unblocked.AreAll ? [] : unblocked.Addresses); break;
            case AccountSuspended suspended when Node.State.Accounts.TryGet(suspended.Account, out var account) && Node.State.Users.TryAccount(account.Folded, out var user):
                foreach (var session in user.Sessions) TellGone(user, session, null);
                break;
        }
    }

    private void WitnessPresence(in Utterance what)
    {
        switch (what.Event)
        {
            case UserConnected { Dialect: not "xmpp", AccountFolded: not null } when what.About is { Sessions: [var first, ..] } user: Tell(user, first, Node.PresenceOf(first), null); break;
            case UserLoggedIn login when what.About is { } user && user.SessionOf(login.Session) is { Dialect: not "xmpp" } session: Tell(user, session, Node.PresenceOf(session), null); break;
            case SessionOpened { Dialect: not "xmpp" } opened when what.About is { } user && user.SessionOf(opened.Session) is { } session: Tell(user, session, Node.PresenceOf(session), null); break;
            case PresenceChanged changed when what.About is { } user && user.SessionOf(changed.Session) is { } session: Tell(user, session, session.Presence, changed.Status); break;
            case SessionClosed closed when what.About is { } user && user.SessionOf(closed.Session) is { } session: TellGone(user, session, null); break;
            case UserDisconnected when (what.About ?? what.By) is { } user:
                foreach (var session in user.Sessions) TellGone(user, session, null);
                break;
        }
    }

    /// <summary>The session ends, in whatever way: who saw it, sees it go.</summary>
    private void TellGone(User user, UserSession session, string? farewell)
    {
        if (Node.PresenceOf(session) is not null) Tell(user, session, null, farewell);
        else if (Node.ConnectionOf(user, session.Number)?.Session is XmppSession { Directed.Count: > 0 } own)
        {
            WritePresence(FullAddressOf(user, session), null, farewell);
            EndDirected(own, []);
            Word.Forget();
        }
    }

    /// <summary>RFC 6121 §3.1.3, §3.3.3; an approval that was given before is the answer at once (§3.4.2).</summary>
    private void Witness(ContactWanted wanted)
    {
        var state = Node.State.Rosters.StateOf(wanted.Owner, wanted.Contact);
        RosterPushes.Touch(wanted.Owner, wanted.Contact, false);
        RosterPushes.Touch(wanted.Contact, wanted.Owner, false);
        if (wanted.Follows) return;
        if (wanted.Wanted && state.IsGranted)
        {
            SayWord(wanted.Contact, wanted.Owner, "subscribed"u8);
            RosterPushes.Begin(wanted.Contact, wanted.Owner);
        }
        else if (wanted.Wanted)
        {
            if (UserAt(wanted.Contact) is not { } contact || IsBlocked(wanted.Contact, wanted.Owner)) return;
            WriteRequest(wanted.Owner, wanted.Request);
            GiveAll(contact, null);
            Word.Forget();
        }
        else
        {
            SayWord(wanted.Owner, wanted.Contact, "unsubscribe"u8);
            if (state.To) EndView(wanted.Contact, wanted.Owner);
        }
    }

    /// <summary>RFC 6121 §3.1.6, §3.2.3.</summary>
    private void Witness(ContactGranted granted)
    {
        var state = Node.State.Rosters.StateOf(granted.Owner, granted.Contact);
        RosterPushes.Touch(granted.Owner, granted.Contact, false);
        RosterPushes.Touch(granted.Contact, granted.Owner, false);
        if (granted.Follows || !state.IsWanted) return;
        SayWord(granted.Owner, granted.Contact, granted.Granted ? "subscribed"u8 : "unsubscribed"u8);
        if (granted.Granted) RosterPushes.Begin(granted.Owner, granted.Contact);
        else if (state.From) EndView(granted.Owner, granted.Contact);
    }

    private void EndView(string seen, string watcher)
    {
        if (UserAt(seen) is { } user && UserAt(watcher) is { } to && !IsBetween(user, to)) TellAllOf(user, to, isEnd: true);
    }

    /// <summary>A word about a subscription, to the clients that follow their roster.</summary>
    private void SayWord(string from, string to, ReadOnlySpan<byte> type)
    {
        if (UserAt(to) is not { } user || IsBlocked(to, from)) return;
        Word.Open("presence"u8).Attribute("from"u8, from).Attribute("type"u8, type).End();
        foreach (var connection in Node.ConnectionsOf(user))
            if (connection.Session is XmppSession session && (session.IsInterested || session.HearsPresence)) Give(session);
        Word.Forget();
    }

    private bool IsBlocked(string by, string from) => Jid.Parse(by) is { } address && AccountAt(address)?.Blocks(from) == true;
}
