using Parlance.Engine;

namespace Parlance.Xmpp.Streams;

/// <summary>Whether the client logs in in time, and whether it is still there.</summary>
public sealed partial class XmppSession
{
    private readonly long _openedAt;
    private long _heardAt;
    private long _pingedAt;

    public override long Check(in Moment now)
    {
        var limits = Node.Settings.Limits;
        if (Stage < Stage.Bound)
        {
            var until = _openedAt + (long)limits.RegistrationTimeout.TotalMilliseconds;
            if (now.Monotonic < until) return until;
            Fail(StreamError.ConnectionTimeout, "You did not log in in time");
            return long.MaxValue;
        }

        if (_management is { Waiting: > 0, IsAsked: false }) AskNow();
        var interval = (long)(Connection.Class.PingInterval ?? limits.PingInterval).TotalMilliseconds;
        var timeout = (long)(Connection.Class.PingTimeout ?? limits.PingTimeout).TotalMilliseconds;
        if (_pingedAt > _heardAt)
        {
            if (now.Monotonic < _pingedAt + timeout) return _pingedAt + timeout;
            if (Survives) Node.Suspend(Connection);
            else Fail(StreamError.ConnectionTimeout, $"Nothing was heard for {(interval + timeout) / 1000} seconds");
            return long.MaxValue;
        }

        if (now.Monotonic < _heardAt + interval) return _heardAt + interval;
        _pingedAt = now.Monotonic;
        if (_management is null) AskWhetherItIsThere();
        else AskNow();
        return _pingedAt + timeout;
    }

    /// <summary>A ping (XEP-0199 §4.2): every client answers it, if only with an error.</summary>
    private void AskWhetherItIsThere() => End(Dialect.Pen.Open("iq"u8).Attribute("to"u8, Jid!.Full).Attribute("from"u8, Dialect.Domain.Domain)
        .Attribute("id"u8, "ping"u8).Attribute("type"u8, "get"u8).Empty("ping"u8, "urn:xmpp:ping"u8));
}
