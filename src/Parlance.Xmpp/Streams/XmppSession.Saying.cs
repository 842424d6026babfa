using System.Text;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Streams;

/// <summary>Answers, and all that is said to the client.</summary>
public sealed partial class XmppSession
{
    /// <summary><c> to='full address'</c>, escaped; empty until it is bound.</summary>
    private byte[] _addressed = [];

    /// <summary>Begins the result of a request: write its payload, then <see cref="End"/>.</summary>
    public XmlPen StartResult(in Stanza request) => Start(request, "result"u8);

    /// <summary>The result of a request that has nothing to say.</summary>
    public void Result(in Stanza request) => End(StartResult(request));

    /// <summary>Refuses a stanza; what is an answer itself gets none (RFC 6120 §8.3.1).</summary>
    /// <param name="stanza">What came.</param>
    /// <param name="error">Why it is refused.</param>
    /// <param name="text">For people; null: nothing.</param>
    /// <param name="type">The error's type, when it is not the usual one.</param>
    public void Refuse(in Stanza stanza, StanzaError error, string? text = null, string? type = null)
    {
        if (stanza.IsAnswer) return;
        var pen = Start(stanza, "error"u8).Open("error"u8);
        if (type is null) pen.Attribute("type"u8, error.Type.Span);
        else pen.Attribute("type"u8, type);
        pen.Empty(error.Name.Span, "urn:ietf:params:xml:ns:xmpp-stanzas"u8);
        if (text is not null) pen.Open("text"u8, "urn:ietf:params:xml:ns:xmpp-stanzas"u8).Attribute("xml:lang"u8, "en"u8).Text(text).Close();
        pen.Close();
        End(pen);
    }

    /// <inheritdoc cref="Refuse(in Stanza, StanzaError, string?, string?)"/>
    public void Refuse(in Stanza stanza, Refusal refusal) => Refuse(stanza, Refusals.ErrorOf(refusal), Refusals.TextOf(refusal));

    /// <summary>Begins an answer: it goes where the stanza came from, with its id, from where it was sent to.</summary>
    private XmlPen Start(in Stanza stanza, ReadOnlySpan<byte> type)
    {
        var pen = Dialect.Pen.Open(stanza.Kind switch { StanzaKind.Iq => "iq"u8, StanzaKind.Message => "message"u8, _ => "presence"u8 });
        if (Jid is { IsBare: false }) pen.Attribute("to"u8, Jid.Full);
        if (stanza.Element.TryGet("to"u8, out var to))
        {
            // What is no address cannot be said to be the sender's.
            if (stanza.To is null) pen.Attribute("from"u8, Dialect.Domain.Domain);
            else pen.Attribute("from"u8, to);
        }

        if (stanza.Element.TryGet("id"u8, out var id)) pen.Attribute("id"u8, id);
        return pen.Attribute("type"u8, type);
    }

    /// <summary>Ends a stanza and says it.</summary>
    public void End(XmlPen pen)
    {
        pen.End();
        Flush(pen);
    }

    /// <summary>Says stanzas that are ended.</summary>
    public void Flush(XmlPen pen)
    {
        Connection.Write(pen.Written);
        pen.Forget();
    }

    void IOutlet.Take(ReadOnlySpan<byte> said)
    {
        while (!said.IsEmpty)
        {
            var end = said.IndexOf((byte)'\n') + 1;
            var stanza = end == 0 ? said : said[..end];
            said = said[stanza.Length..];
            Give(stanza);
        }
    }

    /// <summary>One stanza on its way out; what was said to many gets this session's address.</summary>
    private void Give(ReadOnlySpan<byte> stanza)
    {
        var name = StanzaName.LengthOf(stanza);
        if (name == 0)
        {
            TraceSaid(stanza);
            Connection.Pass(stanza);
            return;
        }

        if (_addressed.Length > 0 && !stanza[name..].StartsWith(" to="u8))
        {
            var length = stanza.Length + _addressed.Length;
            var to = Dialect.Scratch(length);
            stanza[..name].CopyTo(to);
            _addressed.CopyTo(to[name..]);
            stanza[name..].CopyTo(to[(name + _addressed.Length)..]);
            stanza = to[..length];
        }

        if (IsHeldBack(stanza)) return;
        if (_heldBack.Length > 0) ReleaseHeldBack();
        Send(stanza);
    }

    private void Send(ReadOnlySpan<byte> stanza)
    {
        Keep(stanza);
        TraceSaid(stanza);
        Connection.Pass(stanza);
        if (_asksNow) AskNow();
    }

    private void TakeAddress(Jid full)
    {
        Jid = full;
        var pen = Dialect.Pen.Open("x"u8).Attribute("to"u8, full.Full).Leave();
        _addressed = pen.Written[2..^1].ToArray();
        pen.Forget();
    }
}
