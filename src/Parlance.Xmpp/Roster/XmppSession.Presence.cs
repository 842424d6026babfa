using Parlance.Domain.Users;
using Parlance.Xmpp.Stanzas;

namespace Parlance.Xmpp.Streams;

/// <summary>What the client told of itself, and to whom.</summary>
public sealed partial class XmppSession
{
    /// <summary>Addresses that a client may send its presence to directly before it ends (RFC 6121 §4.6).</summary>
    public const int DirectedMax = 200;

    private Dictionary<string, Jid>? _directed;

    /// <summary>It has asked for the roster and is told what changes in it (RFC 6121 §2.2).</summary>
    public bool IsInterested { get; internal set; }

    /// <summary>It has asked for the block list and is told what changes in it (XEP-0191 §3.2).</summary>
    public bool HearsBlocks { get; internal set; }

    /// <summary>It gets copies of what other clients of the account send and get (XEP-0280).</summary>
    public bool HasCarbons { get; internal set; }

    /// <summary>What it last said of itself; null: it is not available.</summary>
    public Presence? Presence => User?.SessionOf(Connection.Serial)?.Presence;

    /// <summary>Whether it is told what others say of themselves: once it is available, in the classic profile from the beginning.</summary>
    public bool HearsPresence => Stage == Stage.Bound && (Presence is not null || Node.Settings.Xmpp.IsClassic);

    /// <summary>Its priority for what is sent to the bare address; below 0: it gets none of it.</summary>
    public int Priority => Presence?.Priority ?? (Node.Settings.Xmpp.IsClassic ? 0 : -1);

    /// <summary>Those who were told directly.</summary>
    internal IReadOnlyCollection<Jid> Directed => _directed is null ? [] : _directed.Values;

    /// <summary>Remembers that somebody was told, to tell them of the end as well. False: they are too many.</summary>
    internal bool Direct(Jid to)
    {
        _directed ??= new(StringComparer.Ordinal);
        if (_directed.Count >= DirectedMax && !_directed.ContainsKey(to.Full)) return false;
        _directed[to.Full] = to;
        return true;
    }

    internal void Undirect(Jid to) => _directed?.Remove(to.Full);

    internal void UndirectAll() => _directed = null;

    /// <summary>Refuses what is for somebody whom the client itself has blocked (XEP-0191 §3.2).</summary>
    internal void RefuseBlocked(in Stanza stanza)
    {
        if (stanza.IsAnswer) return;
        End(Start(stanza, "error"u8).Open("error"u8).Attribute("type"u8, "cancel"u8)
            .Empty("not-acceptable"u8, "urn:ietf:params:xml:ns:xmpp-stanzas"u8).Empty("blocked"u8, "urn:xmpp:blocking:errors"u8).Close());
    }
}
