using System.Buffers.Text;
using Parlance.Domain;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Stream management (XEP-0198): counting, confirming, and going on after a connection was lost.</summary>
public sealed partial class XmppSession
{
    /// <summary>Random bytes of the name by which a stream is resumed.</summary>
    private const int ResumptionLength = 18;

    private StreamManagement? _management;
    private long _suspendedAt;
    private bool _isOverrun;

    public override bool Survives => Stage == Stage.Bound && _management is { Id: not null } && !_isOverrun;

    /// <summary>A client that ends its stream in order has read what was before the end.</summary>
    public override Instant? GivenUntil => _management is { Waiting: > 0 } management && !_isClosedByClient ? new(management.GivenUntil.Milliseconds - 1) : null;

    internal void EnableManagement(in Element enable)
    {
        if (Stage != Stage.Bound || _management is not null)
        {
            FailManagement("unexpected-request"u8);
            return;
        }

        var longest = (long)Node.Settings.Xmpp.ResumeTimeout.TotalMilliseconds;
        if (Utf8Parser.TryParse(enable["max"u8], out uint max, out _)) longest = Math.Min(longest, max * 1000L);
        var wants = enable["resume"u8] is var resume && (resume.SequenceEqual("true"u8) || resume.SequenceEqual("1"u8));
        _management = new() { Id = wants && longest > 0 ? NewResumption() : null, ResumableFor = longest, GivenUntil = Node.Now.Wall };
        var pen = Dialect.Pen.Open("enabled"u8, "urn:xmpp:sm:3"u8);
        if (_management.Id is { } id)
        {
            Dialect.Resumable.Add(id, this);
            pen.Attribute("id"u8, id).Attribute("resume"u8, "true"u8).Attribute("max"u8, longest / 1000);
        }

        pen.Close();
        Say(pen);
    }

    /// <summary>Says how many of the client's stanzas were handled, once what they led to is written.</summary>
    internal void Acknowledge()
    {
        if (_management is null)
        {
            Fail(StreamError.UnsupportedStanzaType);
            return;
        }

        var from = Connection.Written;
        Say(Dialect.Pen.Open("a"u8, "urn:xmpp:sm:3"u8).Attribute("h"u8, _management.Handled).Close());
        Connection.Hold(from, LastDurable);
    }

    internal void TakeAcknowledgement(in Element element)
    {
        if (_management is null) Fail(StreamError.UnsupportedStanzaType);
        else if (StreamManagementFeature.CountOf(element) is not { } count) Fail(StreamError.PolicyViolation, "h is no number");
        else if (!_management.TryAcknowledge(count, Node.Pool)) FailCount(count);
        else if (_management is { Waiting: > 0, IsAsked: false }) AskSoon();
    }

    internal void ResumeStream(in Element element)
    {
        if (Stage != Stage.Authenticated)
        {
            FailManagement("unexpected-request"u8);
            return;
        }

        if (element.Get("previd"u8) is not { } id || !Dialect.Resumable.TryGetValue(id, out var old) || old._account != _account)
        {
            FailManagement("item-not-found"u8);
            return;
        }

        if (StreamManagementFeature.CountOf(element) is not { } count || !old._management!.TryAcknowledge(count, Node.Pool)) FailCount(element);
        else old.GoOn(this);
    }

    /// <summary>Goes on with the connection and the stream of another session, which has only logged in.</summary>
    private void GoOn(XmppSession other)
    {
        Node.Suspend(Connection);
        (_xml, other._xml) = (other._xml, _xml);
        (_isOpen, _saidHeader, Language, _heardAt, _allowance) = (true, true, other.Language, Node.Now.Monotonic, other._allowance);
        _management!.Unask();
        IsInactive = false;
        Node.Resume(Connection, other.Connection);
        ReleaseHeldBack();
        var from = Connection.Written;
        Say(Dialect.Pen.Open("resumed"u8, "urn:xmpp:sm:3"u8).Attribute("h"u8, _management.Handled).Attribute("previd"u8, _management.Id!).Close());
        Connection.Pass(_management.Kept);
        Connection.Hold(from, LastDurable);
        if (_management.Waiting > 0) AskNow();
    }

    public override void Suspended()
    {
        _xml.Rest();
        var at = _suspendedAt = Node.Now.Monotonic;
        Node.Timers.At(at + _management!.ResumableFor, _ =>
        {
            if (Connection.IsSuspended && _suspendedAt == at) Node.EndSuspended(Connection, "Not resumed in time");
        });
    }

    /// <summary>A stanza is about to be said: it is kept until the client says it has it.</summary>
    private void Keep(ReadOnlySpan<byte> stanza)
    {
        if (_management is null || _isOverrun) return;
        if (_management.Waiting >= StreamManagement.UnacknowledgedMax || _management.Bytes + stanza.Length > Connection.SendQueueMax)
        {
            // The one being said may be looking at this session: it ends in a later turn.
            _isOverrun = true;
            if (Connection.IsSuspended) Node.Timers.At(0, _ => Node.EndSuspended(Connection, "SendQ exceeded"));
            else Node.Overrun(Connection);
            return;
        }

        _management.Keep(stanza, Node.Pool);
        if (_management.IsAsked || Connection.IsSuspended) return;
        if (_management.Waiting < StreamManagement.AskAt) AskSoon();
        else _asksNow = true;
    }

    /// <summary>The client is asked behind the stanza at hand.</summary>
    private bool _asksNow;

    private void AskNow()
    {
        _asksNow = false;
        _management!.Ask(Node.Now.Wall);
        _pingedAt = Node.Now.Monotonic;
        Connection.Pass("<r xmlns='urn:xmpp:sm:3'/>\n"u8);
    }

    private void AskSoon() => Node.LookSooner(Connection, Node.Now.Monotonic + StreamManagement.AskWithin);

    private void FailManagement(ReadOnlySpan<byte> condition) =>
        Say(Dialect.Pen.Open("failed"u8, "urn:xmpp:sm:3"u8).Empty(condition, "urn:ietf:params:xml:ns:xmpp-stanzas"u8).Close());

    private void FailCount(in Element element) => FailCount(StreamManagementFeature.CountOf(element) ?? 0);

    private void FailCount(uint count)
    {
        _wrongCount = count;
        Fail(StreamError.UndefinedCondition, $"{count} stanzas cannot have been handled");
    }

    private uint? _wrongCount;

    /// <summary>What was wrong with a count (XEP-0198 §4, example 8).</summary>
    private void SayWrongCount(XmlPen pen)
    {
        if (_wrongCount is { } count) pen.Open("handled-count-too-high"u8, "urn:xmpp:sm:3"u8).Attribute("h"u8, count).Attribute("send-count"u8, _management?.Said ?? 0).Close();
    }

    private void EndManagement()
    {
        if (_management?.Id is { } id) Dialect.Resumable.Remove(id);
        _management?.Release(Node.Pool);
        _heldBack.Clear(Node.Pool);
    }

    private string NewResumption()
    {
        Span<byte> random = stackalloc byte[ResumptionLength];
        Node.Entropy.Fill(random);
        return Convert.ToBase64String(random);
    }
}
