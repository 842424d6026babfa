using Parlance.Domain.Names;
using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp;

/// <summary>XMPP on a node: its handlers, its words for events, and what all its sessions share.</summary>
public sealed partial class XmppDialect : IDialect
{
    private XmlPen? _voicePen;

    public XmppDialect(Node node)
    {
        Node = node;
        Pen = new(node.Pool);
        Reloaded();
    }

    public string Name => "xmpp";
    public Node Node { get; }
    public StanzaTable Stanzas { get; } = new(typeof(XmppDialect).Assembly);
    public StreamElements Elements { get; } = new(typeof(XmppDialect).Assembly);
    public StreamFeatures Features { get; } = new(typeof(XmppDialect).Assembly);
    public XmppVoices Voices { get; } = new(typeof(XmppDialect).Assembly);

    /// <summary>The pen for what is said to one session.</summary>
    public XmlPen Pen { get; }

    internal XmlTapes Tapes { get; } = new();

    private byte[] _scratch = new byte[4096];

    /// <summary>Room for one stanza on its way out.</summary>
    internal Span<byte> Scratch(int length) => _scratch.Length >= length ? _scratch : _scratch = new byte[length * 2];
    public Jids Jids { get; } = new();

    /// <summary>Sessions that can be resumed on another connection, by what names them (XEP-0198 §5).</summary>
    internal Dictionary<string, XmppSession> Resumable { get; } = new(StringComparer.Ordinal);

    /// <summary>Where accounts are: <c>server.domain</c>.</summary>
    public Jid Domain { get; private set; } = null!;

    /// <summary>Where rooms are: <c>server.rooms_domain</c>.</summary>
    public Jid RoomsDomain { get; private set; } = null!;

    /// <summary>Where guests are: <c>server.guests_domain</c>.</summary>
    public Jid GuestsDomain { get; private set; } = null!;

    /// <summary>What a stanza may be, after its sender has logged in and before.</summary>
    internal XmlLimits Limits { get; private set; } = XmlLimits.Default;
    internal XmlLimits LimitsBeforeLogin { get; private set; } = XmlLimits.Default;

    public Session Open(Connection connection) => new XmppSession(connection, this);

    public IFraming FrameWebSocket() => new WebSocketStanzas(Node.Settings.Limits.StanzaSize);

    public void Render(in Utterance what, ulong capabilities, ref ByteQueue to)
    {
        var pen = _voicePen ??= new(Node.Pool);
        Voices.Of(what.Event)?.Invoke(what.Event, what, pen);
        to.Append(pen.Written, Node.Pool);
        pen.Forget();
    }

    public void Witness(in Utterance what)
    {
        WitnessRoster(what);
        WitnessPresence(what);
        WitnessMessages(what);
        WitnessRooms(what);
    }

    /// <summary>Staff who read the server's notices are told on IRC, where they asked for them.</summary>
    public void Announce(string text)
    {
    }

    public void Reloaded()
    {
        var (server, limits) = (Node.Settings.Server, Node.Settings.Limits);
        Domain = Service(server.Domain);
        RoomsDomain = Service(server.RoomsDomain);
        GuestsDomain = Service(server.GuestsDomain);
        Limits = new(limits.StanzaSize, limits.StanzaDepth);
        LimitsBeforeLogin = new(Math.Min(limits.StanzaSize, XmlLimits.StanzaBeforeLogin), limits.StanzaDepth);
    }

    private static Jid Service(string domain) => Jid.Of(null, AddressParts.TryDomain(domain, out var prepared) ? prepared : domain);
}
