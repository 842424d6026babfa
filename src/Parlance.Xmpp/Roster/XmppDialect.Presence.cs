using Parlance.Domain.Accounts;
using Parlance.Domain.Users;
using Parlance.Engine;
using Parlance.Xmpp.Roster;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp;

/// <summary>Who is told how available somebody is (RFC 6121 §4).</summary>
public sealed partial class XmppDialect
{
    private XmlPen Word => field ??= new(Node.Pool);

    /// <summary>The resource under which others see a session: its own, or one made for a session of another protocol.</summary>
    public static string ResourceOf(UserSession session) => session.Resource ?? $"{session.Dialect}-{session.Number}";

    /// <summary>The full address of a session.</summary>
    public string FullAddressOf(User user, UserSession session) => $"{AddressOf(user).Bare}/{ResourceOf(session)}";

    /// <summary>The user who is here as a local account's or guest's bare address.</summary>
    public User? UserAt(string bare) => Jid.Parse(bare) is { } address ? UserAt(address) : null;

    /// <summary>A session of somebody has become, or is not any more, available; or says other words. All who may see it are told.</summary>
    internal void Tell(User user, UserSession session, Presence? presence, string? farewell)
    {
        var owner = AddressOf(user);
        var from = FullAddressOf(user, session);
        WritePresence(from, presence, farewell);
        var told = new HashSet<User> { user };
        foreach (var contact in Node.State.Rosters.WatchersOf(owner.Bare))
            if (UserAt(contact) is { } watcher && told.Add(watcher) && !IsBetween(user, watcher)) GiveAll(watcher, null);
        var own = Node.ConnectionOf(user, session.Number)?.Session as XmppSession;
        GiveAll(user, presence is null ? own : null);
        if (presence is null && own is not null) EndDirected(own, told);
        Word.Forget();
    }

    /// <summary>Those who were told directly hear of the end, unless they have already (RFC 6121 §4.6.3).</summary>
    private void EndDirected(XmppSession from, HashSet<User> told)
    {
        foreach (var to in from.Directed)
            if (UserAt(to) is { } target && !told.Contains(target))
                foreach (var session in SessionsFor(target, to.Resource)) Give(session);
        from.UndirectAll();
    }

    /// <summary>What the sessions of one say of themselves, told to a session of another.</summary>
    internal void TellAllOf(User user, XmppSession to)
    {
        if (!ReferenceEquals(user, to.User) && IsBetween(user, to.User!)) return;
        foreach (var session in user.Sessions)
        {
            if (session.Number == to.Connection.Serial || Node.PresenceOf(session) is not { } presence) continue;
            WritePresence(FullAddressOf(user, session), presence, null);
            Give(to);
            Word.Forget();
        }
    }

    /// <summary>The same, told to all sessions of another: a view has begun or (<paramref name="isEnd"/>) ended.</summary>
    internal void TellAllOf(User user, User to, bool isEnd)
    {
        if (!isEnd && IsBetween(user, to)) return;
        foreach (var session in user.Sessions)
        {
            if (Node.PresenceOf(session) is not { } presence) continue;
            WritePresence(FullAddressOf(user, session), isEnd ? null : presence, null);
            GiveAll(to, null);
            Word.Forget();
        }
    }

    /// <summary>Those who are here and see a user's presence.</summary>
    internal HashSet<User> WhoSees(User user)
    {
        var watchers = new HashSet<User>();
        foreach (var contact in Node.State.Rosters.WatchersOf(AddressOf(user).Bare))
            if (UserAt(contact) is { } watcher && !IsBetween(user, watcher)) watchers.Add(watcher);
        return watchers;
    }

    /// <summary>After the block list changed: who sees the user no longer is told they are gone, who sees them again, how they are (XEP-0191 §3.2, §3.3).</summary>
    internal void TellNewViews(User user, HashSet<User> before)
    {
        var now = WhoSees(user);
        foreach (var watcher in before.Except(now)) TellAllOf(user, watcher, isEnd: true);
        foreach (var watcher in now.Except(before)) TellAllOf(user, watcher, isEnd: false);
    }

    /// <summary>A session has just become available: it hears who else is, and who asked to see it meanwhile.</summary>
    internal void Greet(XmppSession client)
    {
        var (user, rosters) = (client.User!, Node.State.Rosters);
        TellAllOf(user, client);
        if (client.Account is not { } account) return;
        var owner = AddressOf(account).Bare;
        foreach (var contact in rosters.WatchedBy(owner))
            if (UserAt(contact) is { } here) TellAllOf(here, client);
        foreach (var (asker, entry) in rosters.PendingAt(owner))
        {
            if (account.Blocks(asker)) continue;
            WriteRequest(asker, entry.Request);
            Give(client);
            Word.Forget();
        }
    }

    /// <summary>Whether one of the two has blocked the other: then neither sees anything of them.</summary>
    internal bool IsBetween(User one, User other)
    {
        if (ReferenceEquals(one, other)) return false;
        var (a, b) = (Node.AccountOf(one), Node.AccountOf(other));
        return Node.Blocks(a, b, other) || Node.Blocks(b, a, one);
    }

    private void WritePresence(string from, Presence? presence, string? farewell)
    {
        var pen = Word.Open("presence"u8).Attribute("from"u8, from);
        if (presence is not null) pen.Presence(presence);
        else
        {
            pen.Attribute("type"u8, "unavailable"u8);
            if (!string.IsNullOrEmpty(farewell)) pen.Element("status"u8, farewell);
        }

        pen.End();
    }

    private void WriteRequest(string asker, ReadOnlyMemory<byte> words) =>
        Word.Open("presence"u8).Attribute("from"u8, asker).Attribute("type"u8, "subscribe"u8).Raw(words.Span).End();

    /// <summary>The sessions that what is for an address reaches: the one of its resource, or all that hear of presence.</summary>
    internal IEnumerable<XmppSession> SessionsFor(User user, string? resource)
    {
        foreach (var connection in Node.ConnectionsOf(user))
            if (connection.Session is XmppSession session && (resource is null ? session.HearsPresence : session.Jid?.Resource == resource)) yield return session;
    }

    private void GiveAll(User user, XmppSession? except)
    {
        foreach (var connection in Node.ConnectionsOf(user))
            if (connection.Session is XmppSession { HearsPresence: true } session && !ReferenceEquals(session, except)) Give(session);
    }

    /// <summary>Says what is written to a session; it stays written for others.</summary>
    private void Give(XmppSession session)
    {
        session.Connection.Write(Word.Written);
        Node.Audience.Count(1);
    }
}
