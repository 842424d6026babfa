using Parlance.Engine;

namespace Parlance.Xmpp.Rooms;

internal static class RoomUtterances
{
    /// <summary>The dialect that says it; null: the node speaks no XMPP.</summary>
    public static XmppDialect? Dialect(this in Utterance what) => what.Node.Dialect("xmpp") as XmppDialect;
}
