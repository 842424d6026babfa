namespace Parlance.Xmpp.Wire;

/// <summary>What <see cref="XmlStream.Read"/> came to.</summary>
public enum XmlStep
{
    /// <summary>All bytes are taken; more are needed.</summary>
    More,

    /// <summary>The stream header: <see cref="XmlStream.Element"/> has its attributes, and nothing else.</summary>
    Opened,

    /// <summary>A whole top-level element: <see cref="XmlStream.Element"/>.</summary>
    Element,

    /// <summary>The stream's end tag.</summary>
    Closed,

    /// <summary>It is no stream any more: <see cref="XmlStream.Fault"/>.</summary>
    Faulty,
}

/// <summary>
/// Reads an XMPP stream (RFC 6120 §4, §11) from bytes that come in pieces of any size. It stops right behind what it reports, so that what follows may
/// be for somebody else, looks at each byte once however small the pieces are, and holds nothing between stanzas.
/// </summary>
/// <param name="tapes">Where it takes what a stanza is read into.</param>
/// <param name="limits">How much a stanza may be.</param>
/// <param name="isFramed">Each element comes alone, without a header around it (RFC 7395).</param>
public sealed partial class XmlStream(XmlTapes tapes, XmlLimits limits, bool isFramed = false)
{
    private enum State : byte
    {
        /// <summary>Nothing of the stream was read.</summary>
        Start,
        Declaration,
        /// <summary>Between top-level elements, or before the header.</summary>
        Between,
        Text,
        /// <summary><c>&lt;</c> was read.</summary>
        Tag,
        InTag,
        /// <summary>After <c>&lt;!</c>, where only <c>[CDATA[</c> may follow.</summary>
        Mark,
        Section,
        Over,
    }

    private XmlTape? _tape;
    private XmlScope? _scope = isFramed ? XmlScope.Empty : null;
    private State _state = isFramed ? State.Between : State.Start;
    private byte _quote;
    private bool _isReported, _closesItself;

    /// <summary>The tag at hand is the first of a stream, where an XML declaration may stand.</summary>
    private bool _isFirst;
    private int _token;
    private int _node = -1;

    /// <summary>What a stanza may be; may change between stanzas.</summary>
    public XmlLimits Limits { get; set; } = limits;

    public XmlFault Fault { get; private set; }

    /// <summary>What was reported; until the next <see cref="Read"/>.</summary>
    public Element Element => _tape is null ? default : _tape.Root;

    /// <summary>Whether it stands between top-level elements and holds nothing.</summary>
    public bool IsResting => _state is State.Start or State.Between or State.Over && (_tape is null || _isReported);

    /// <summary>The header was read, and the stream goes on.</summary>
    public bool IsOpen => _scope is not null && _state != State.Over;

    /// <summary>The default namespace that the header declares; empty: none.</summary>
    public ReadOnlySpan<byte> DefaultSpace => _scope is null ? default : _scope.Default;

    /// <summary>What was reported is not looked at any more.</summary>
    public void Rest()
    {
        if (_isReported) Release();
    }

    /// <summary>Begins again: the next bytes are a new stream's header (after STARTTLS and SASL).</summary>
    public void Restart()
    {
        Release();
        (_scope, _state) = isFramed ? (XmlScope.Empty, State.Between) : (null, State.Start);
        (Fault, _closesItself) = (XmlFault.None, false);
    }

    /// <summary>Lets go of what it holds; for one that reads no more.</summary>
    public void Release()
    {
        if (_tape is not null) tapes.Return(_tape);
        (_tape, _isReported, _node, _quote) = (null, false, -1, 0);
    }

    /// <summary>Takes bytes up to the next thing worth telling; <paramref name="input"/> is what comes behind it.</summary>
    public XmlStep Read(ref ReadOnlySpan<byte> input)
    {
        if (_isReported) Release();
        if (_closesItself) return Close();
        while (_state != State.Over)
        {
            if (input.IsEmpty) return XmlStep.More;
            var step = _state switch
            {
                State.Start => TakeStart(ref input),
                State.Declaration => TakeDeclaration(ref input),
                State.Between => TakeBetween(ref input),
                State.Text => TakeText(ref input),
                State.Tag => TakeTagStart(input[0]),
                State.InTag => TakeTag(ref input),
                State.Mark => TakeMark(ref input),
                _ => TakeSection(ref input),
            };
            if (step != XmlStep.More) return step;
        }

        input = default;
        return Fault == XmlFault.None ? XmlStep.More : XmlStep.Faulty;
    }

    private int SizeMax => _scope is null ? XmlLimits.HeaderMax : Limits.StanzaBytes;

    private bool TryTake(ref ReadOnlySpan<byte> input, int length)
    {
        if (_tape!.Length + length > SizeMax) return false;
        _tape.Take(input[..length]);
        input = input[length..];
        return true;
    }

    private XmlStep Fail(XmlFault fault)
    {
        Release();
        (Fault, _state) = (fault, State.Over);
        return XmlStep.Faulty;
    }

    private XmlStep Report(XmlStep step)
    {
        (_isReported, _state) = (true, step == XmlStep.Closed ? State.Over : State.Between);
        return step;
    }

    private XmlStep Close()
    {
        (_closesItself, _state) = (false, State.Over);
        return XmlStep.Closed;
    }
}
