using Parlance.Domain.Accounts;
using Parlance.Engine;
using Parlance.Engine.Rates;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>An XMPP client: reads its stream, proves who it is, binds its resource, and passes its stanzas through the gate (RFC 6120).</summary>
public sealed partial class XmppSession : Session, IOutlet
{
    private XmlStream _xml;
    private Allowance _allowance;

    internal XmppSession(Connection connection, XmppDialect dialect)
        : base(connection)
    {
        Dialect = dialect;
        _xml = new(dialect.Tapes, dialect.LimitsBeforeLogin, IsFramed);
        _allowance = new(connection);
        _openedAt = _heardAt = dialect.Node.Now.Monotonic;
        connection.Outlet = this;
        connection.Rendering = Node.Audience.Renderings.NumberOf(dialect, 0);
    }

    public XmppDialect Dialect { get; }
    public Stage Stage { get; private set; }

    /// <summary>Its address: bare once it has logged in, full once it is bound. Null before.</summary>
    public Jid? Jid { get; private set; }

    /// <summary>The account it logged in to; null: a guest, or nobody yet.</summary>
    public Account? Account => _account is { } id && Node.State.Accounts.TryGet(id, out var account) ? account : null;

    private Domain.EventId? _account;

    /// <summary>The language the stream was opened in (<c>xml:lang</c>); null: it did not say.</summary>
    public string? Language { get; private set; }

    /// <summary>Whether it comes over WebSocket, an element a message.</summary>
    public bool IsFramed => Connection.Framing is not null;

    public bool IsSecure => Connection.Peer.Secure;

    public override bool IsInAllRooms => false;
    public override bool HearsDirectByItself => true;

    /// <summary>Whether it reads: not while a worker has its password, and never again once TLS is to begin.</summary>
    private bool IsReading => Connection is { IsClosing: false, IsGone: false, IsSuspended: false } && Connection.Answer is null && !Connection.IsWaiting && !_beginsTls && !IsRegistering && _exchange is not { IsPending: true };

    /// <summary>A worker has the password of an account that it makes, or its own new one.</summary>
    internal bool IsRegistering { get; set; }

    public override int Consume(ReadOnlySpan<byte> bytes, ref TurnBudget budget)
    {
        var rest = bytes;
        var xml = _xml;
        if (!bytes.IsEmpty) _heardAt = Node.Now.Monotonic;
        while (budget.Lines > 0 && IsReading)
        {
            if (_allowance.MustWait(Connection, out var until))
            {
                budget.WaitUntil = until;
                break;
            }

            var step = Read(ref rest);
            if (step == XmlStep.More) break;
            var deliveries = Node.Audience.Deliveries;
            Take(step);
            budget.Lines -= 1 + (int)((Node.Audience.Deliveries - deliveries) / TurnBudget.DeliveriesPerLine);
        }

        xml.Rest();
        if (_beginsTls && !rest.IsEmpty) Fail(StreamError.PolicyViolation, "Something came in the clear after STARTTLS");
        return bytes.Length - rest.Length;
    }

    /// <summary>The next thing in the stream; of a WebSocket, in its messages, none of which may end within an element.</summary>
    private XmlStep Read(ref ReadOnlySpan<byte> rest)
    {
        if (!IsFramed) return _xml.Read(ref rest);
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf(WebSocketStanzas.End);
            var message = rest[..end];
            var step = _xml.Read(ref message);
            if (step == XmlStep.More && !_xml.IsResting) return XmlStep.Faulty;
            rest = rest[(end - message.Length + (step == XmlStep.More ? 1 : 0))..];
            if (step != XmlStep.More) return step;
        }

        return XmlStep.More;
    }

    private void Take(XmlStep step)
    {
        switch (step)
        {
            case XmlStep.Opened: OpenStream(_xml.Element); break;
            case XmlStep.Closed: CloseStream(); break;
            case XmlStep.Faulty: Fail(StreamError.Of(_xml.Fault)); break;
            default: TakeElement(_xml.Element); break;
        }
    }

    private void TakeElement(in Element element)
    {
        TraceHeard(element);
        var durable = Node.LastDurable;
        var from = Connection.Written;
        if (Dialect.Elements.Find(element) is { } known)
        {
            _allowance.Spend(Connection, known.Card.Cost);
            if (!_isOpen && known.Card.Namespace != Framing) Fail(StreamError.NotAuthorized, "The stream has not been opened");
            else if (Stage < known.Card.From) Fail(StreamError.NotAuthorized);
            else if (Stage > known.Card.Until) Fail(StreamError.PolicyViolation, $"<{known.Card.Name}/> comes too late");
            else known.Handle(this, element);
        }
        else if (!_isOpen) Fail(StreamError.NotAuthorized, "The stream has not been opened");
        else
        {
            Node.Counters.Commands++;
            _allowance.Spend(Connection, StanzaGate.Pass(this, element));
            if (_management is not null) _management.Handled++;
        }

        if (Node.LastDurable == durable) return;
        LastDurable = Node.LastDurable;
        if (!Connection.IsGone) Connection.Hold(from, LastDurable);
    }

    /// <summary>The last durable event that its own stanzas led to: what confirms them waits for it.</summary>
    internal long LastDurable { get; private set; }

    public override void Ended(string reason)
    {
        _exchange?.Abort();
        _xml.Release();
        Node.Leave(this, reason);
        EndManagement();
    }
}
