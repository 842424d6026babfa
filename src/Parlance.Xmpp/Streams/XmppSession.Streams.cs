using System.Text;
using Parlance.Domain.Names;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Headers, features, errors and the end of a stream (RFC 6120 §4, RFC 7395 §3).</summary>
public sealed partial class XmppSession
{
    /// <summary>Bytes of a language tag.</summary>
    public const int LanguageMax = 35;

    internal const string Framing = "urn:ietf:params:xml:ns:xmpp-framing";

    private const int StreamIdLength = 16;

    private bool _isOpen, _saidHeader, _beginsTls;
    private StreamError? _error;
    private string? _errorText;

    /// <summary>Ends the stream with an error, and the connection with it.</summary>
    public void Fail(StreamError error, string? text = null)
    {
        if (Connection.IsClosing || Connection.IsGone) return;
        (_error, _errorText) = (error, text);
        Node.Disconnect(Connection, text ?? $"Stream error: {error}");
    }

    /// <summary>The client's header, or its <c>&lt;open/&gt;</c>: what is wrong with it is told in a stream of our own.</summary>
    internal void OpenStream(in Element header)
    {
        if (!IsFramed && !header.Is("stream"u8, "http://etherx.jabber.org/streams"u8)) Fail(StreamError.InvalidNamespace);
        else if (!IsFramed && !_xml.DefaultSpace.SequenceEqual("jabber:client"u8)) Fail(StreamError.InvalidNamespace, "The default namespace must be jabber:client");
        else if (!IsFramed && !header.Prefix.SequenceEqual("stream"u8)) Fail(StreamError.BadNamespacePrefix);
        else if (!header.TryGet("to"u8, out var to)) Fail(StreamError.ImproperAddressing, "The header says no 'to'");
        else if (!IsHere(to)) Fail(StreamError.HostUnknown, "This server is not that domain");
        else if (!IsVersion1(header["version"u8])) Fail(StreamError.UnsupportedVersion);
        else
        {
            if (header.Language is { Length: > 0 and <= LanguageMax } language) Language = Encoding.UTF8.GetString(language);
            _isOpen = true;
            SayHeader();
            SayFeatures();
        }
    }

    private bool IsHere(ReadOnlySpan<byte> to) =>
        Dialect.Jids.Read(to) is { Local: null, Resource: null } domain && (domain.Domain == Dialect.Domain.Domain || domain.Domain == Dialect.GuestsDomain.Domain);

    /// <summary>A version with the major number 1 or more (RFC 6120 §4.7.5); ours is lower than what is to come, and counts then.</summary>
    private static bool IsVersion1(ReadOnlySpan<byte> version)
    {
        var dot = version.IndexOf((byte)'.');
        return dot > 0 && version[..dot].ContainsAnyExcept((byte)'0') && !version[..dot].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && dot + 1 < version.Length && !version[(dot + 1)..].ContainsAnyExceptInRange((byte)'0', (byte)'9');
    }

    private void SayHeader()
    {
        _saidHeader = true;
        Span<byte> random = stackalloc byte[StreamIdLength];
        Node.Entropy.Fill(random);
        var pen = Dialect.Pen;
        if (IsFramed) pen.Open("open"u8, "urn:ietf:params:xml:ns:xmpp-framing"u8);
        else pen.Raw("<?xml version='1.0'?>"u8).Open("stream:stream"u8, "jabber:client"u8).Attribute("xmlns:stream"u8, "http://etherx.jabber.org/streams"u8);
        pen.Attribute("id"u8, Convert.ToHexStringLower(random)).Attribute("from"u8, Dialect.Domain.Domain).Attribute("version"u8, "1.0"u8).Attribute("xml:lang"u8, "en"u8);
        if (IsFramed) pen.Close();
        else pen.Leave();
        Say(pen);
    }

    private void SayFeatures()
    {
        var pen = Dialect.Pen.Open("stream:features"u8);
        if (IsFramed) pen.Attribute("xmlns:stream"u8, "http://etherx.jabber.org/streams"u8);
        Dialect.Features.Offer(this, pen);
        pen.Close();
        Say(pen);
    }

    /// <summary>Says something that is no stanza: nothing is added to it.</summary>
    internal void Say(XmlPen pen)
    {
        TraceSaid(pen.Written);
        Connection.Pass(pen.Written);
        pen.Forget();
    }

    /// <summary>The same stream over again, with what is known now (RFC 6120 §4.3.3): the next bytes are a header.</summary>
    private void Restart()
    {
        _xml.Restart();
        _isOpen = _saidHeader = false;
        if (Stage >= Stage.Authenticated) _xml.Limits = Dialect.Limits;
    }

    /// <summary>The client ends its stream, and we ours.</summary>
    internal void CloseStream()
    {
        _isClosedByClient = true;
        Node.Disconnect(Connection, "Stream closed");
    }

    private bool _isClosedByClient;

    /// <summary>TLS begins behind what is written now; nothing may come in between.</summary>
    internal void BeginTls()
    {
        _beginsTls = true;
        Connection.WantTls();
    }

    public override void Secured()
    {
        _beginsTls = false;
        Restart();
    }

    public override void SayGoodbye(string reason)
    {
        if (!_saidHeader) SayHeader();
        var pen = Dialect.Pen;
        var error = _error ?? (Node.IsStopping ? StreamError.SystemShutdown : _isClosedByClient ? null : _account is not null && Account is null ? StreamError.NotAuthorized : StreamError.PolicyViolation);
        if (error is not null)
        {
            pen.Open("stream:error"u8);
            if (IsFramed) pen.Attribute("xmlns:stream"u8, "http://etherx.jabber.org/streams"u8);
            pen.Open(error.Name.Span, "urn:ietf:params:xml:ns:xmpp-streams"u8);
            if (error == StreamError.SeeOtherHost && _errorText is not null) pen.Text(_errorText);
            pen.Close();
            if ((_error is null ? reason : error == StreamError.SeeOtherHost ? null : _errorText) is { } text)
                pen.Open("text"u8, "urn:ietf:params:xml:ns:xmpp-streams"u8).Attribute("xml:lang"u8, "en"u8).Text(text).Close();
            SayWrongCount(pen);
            pen.Close();
            Say(pen);
        }

        if (IsFramed) pen.Empty("close"u8, "urn:ietf:params:xml:ns:xmpp-framing"u8);
        else pen.Raw("</stream:stream>"u8);
        Say(pen);
    }
}
