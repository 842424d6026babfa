using Parlance.Domain.Roster;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Roster;

/// <summary>
/// What changed in rosters and was not told yet: one deed may be several events, and clients are told once, what comes of them (RFC 6121 §2.1.6). What new
/// views let somebody see comes after it.
/// </summary>
internal sealed class RosterPushes(XmppDialect dialect)
{
    private readonly Dictionary<(string Owner, string Contact), (RosterItem? Before, bool Always)> _touched = [];
    private readonly List<(string Seen, string Watcher)> _views = [];
    private ulong _pushes;

    /// <summary>An entry is about to change.</summary>
    public void Touch(string owner, string contact, bool always)
    {
        if (_touched.Count == 0) dialect.Node.Timers.At(dialect.Node.Now.Monotonic, _ => Flush());
        if (!_touched.TryAdd((owner, contact), (dialect.Node.State.Rosters.ItemOf(owner, contact), always)) && always)
            _touched[(owner, contact)] = _touched[(owner, contact)] with { Always = true };
    }

    /// <summary>Somebody may see somebody from now on.</summary>
    public void Begin(string seen, string watcher) => _views.Add((seen, watcher));

    /// <summary>Tells it. What nobody flushed is told at the next turn.</summary>
    public void Flush()
    {
        foreach (var ((owner, contact), (before, always)) in _touched) Push(owner, contact, before, always);
        _touched.Clear();
        foreach (var (seen, watcher) in _views)
            if (dialect.UserAt(seen) is { } user && dialect.UserAt(watcher) is { } to) dialect.TellAllOf(user, to, isEnd: false);
        _views.Clear();
    }

    private void Push(string owner, string contact, RosterItem? before, bool always)
    {
        if (dialect.UserAt(owner) is not { } user) return;
        var now = dialect.Node.State.Rosters.ItemOf(owner, contact);
        if (now is null ? before is null : !always && before is { } was && was.LooksLike(now.Value)) return;
        foreach (var connection in dialect.Node.ConnectionsOf(user))
        {
            if (connection.Session is not XmppSession { IsInterested: true } session) continue;
            var pen = dialect.Pen.Open("iq"u8).Attribute("type"u8, "set"u8).Attribute("id"u8, $"push{_pushes++}")
                .Open("query"u8, "jabber:iq:roster"u8).Attribute("ver"u8, RosterQuery.VersionOf(dialect, owner));
            if (now is { } item) pen.Item(item);
            else pen.Open("item"u8).Attribute("jid"u8, contact).Attribute("subscription"u8, "remove"u8).Close();
            session.End(pen.Close());
        }
    }
}

/// <summary>Roster entries in XML.</summary>
internal static class RosterItems
{
    public static XmlPen Item(this XmlPen pen, in RosterItem item)
    {
        pen.Open("item"u8).Attribute("jid"u8, item.Contact);
        if (item.Alias is { } alias) pen.Attribute("name"u8, alias);
        pen.Attribute("subscription"u8, item.Subscription.Word);
        if (item.Subscription.IsPendingOut) pen.Attribute("ask"u8, "subscribe"u8);
        if (item.Subscription.IsPreApproved) pen.Attribute("approved"u8, "true"u8);
        foreach (var group in item.Groups) pen.Element("group"u8, group);
        return pen.Close();
    }
}
