namespace Parlance.Xmpp.Wire;

/// <summary>The tokens of a stream: each is gathered on the tape, however it is cut, and then read as a whole.</summary>
public sealed partial class XmlStream
{
    private XmlStep TakeStart(ref ReadOnlySpan<byte> input)
    {
        if (input[0] != '<')
        {
            _state = State.Between;
            return XmlStep.More;
        }

        BeginElement(ref input);
        return XmlStep.More;
    }

    private XmlStep TakeBetween(ref ReadOnlySpan<byte> input)
    {
        var at = input.IndexOfAnyExcept(" \t\r\n"u8);
        input = at < 0 ? default : input[at..];
        if (at < 0) return XmlStep.More;
        if (input[0] != '<') return Fail(_scope is null ? XmlFault.NotWellFormed : XmlFault.BadFormat);
        BeginElement(ref input);
        return XmlStep.More;
    }

    /// <summary>A tape is taken once there is something to put on it.</summary>
    private void BeginElement(ref ReadOnlySpan<byte> input)
    {
        _tape = tapes.Rent();
        _scope?.Begin(_tape);
        BeginTag(ref input);
    }

    private void BeginTag(ref ReadOnlySpan<byte> input)
    {
        _token = _tape!.Length;
        _tape.Take(input[..1]);
        input = input[1..];
        _isFirst = _state == State.Start;
        _state = State.Tag;
    }

    private XmlStep TakeTagStart(byte first)
    {
        switch (first)
        {
            case (byte)'!':
                _state = State.Mark;
                return XmlStep.More;
            case (byte)'?':
                _state = State.Declaration;
                return _isFirst ? XmlStep.More : Fail(XmlFault.RestrictedXml);
            default:
                _state = State.InTag;
                return XmlStep.More;
        }
    }

    private XmlStep TakeTag(ref ReadOnlySpan<byte> input)
    {
        while (!input.IsEmpty)
        {
            var at = _quote != 0 ? input.IndexOf(_quote) : input.IndexOfAny("<>\"'"u8);
            var found = at < 0 ? (byte)0 : input[at];
            if (!TryTake(ref input, at < 0 ? input.Length : at + 1)) return Fail(XmlFault.TooLarge);
            if (at < 0) break;
            if (_quote != 0) _quote = 0;
            else if (found == '<') return Fail(XmlFault.NotWellFormed);
            else if (found == '>') return _tape!.Bytes[_token + 1] == '/' ? TakeEnd() : TakeOpening();
            else _quote = found;
        }

        return XmlStep.More;
    }

    private XmlStep TakeOpening()
    {
        var parent = _node;
        var depth = parent >= 0 ? _tape!.Nodes[parent].Depth + 1 : _scope is null ? 0 : 1;
        if (depth > Limits.Depth) return Fail(XmlFault.TooLarge);
        var fault = XmlTagReader.Open(_tape!, _token, parent, depth, out var isEmpty);
        if (fault != XmlFault.None) return Fail(fault);
        _node = _tape!.Count - 1;
        if (depth == 0)
        {
            _scope = XmlScope.Of(_tape);
            _tape.Nodes[0].Next = 1;
            _closesItself = isEmpty;
            return Report(XmlStep.Opened);
        }

        BeginText();
        return isEmpty ? EndNode() : XmlStep.More;
    }

    private XmlStep TakeEnd()
    {
        var name = XmlTagReader.Close(_tape!, _token);
        if (_node < 0) return _scope is not null && !isFramed && _scope.IsName(name) ? Report(XmlStep.Closed) : Fail(XmlFault.NotWellFormed);
        ref var node = ref _tape!.Nodes[_node];
        if (!name.SequenceEqual(_tape.Bytes.AsSpan(node.Name, node.NameLength))) return Fail(XmlFault.NotWellFormed);
        (node.ContentEnd, node.End) = (_token, _tape.Length);
        BeginText();
        return EndNode();
    }

    private void BeginText() => (_token, _state) = (_tape!.Length, State.Text);

    /// <summary>The open element is whole: what it declared ends, and what it relies on its parent relies on.</summary>
    private XmlStep EndNode()
    {
        ref var node = ref _tape!.Nodes[_node];
        node.Next = _tape.Count;
        while (_tape.BindingCount > 0 && _tape.Bindings[_tape.BindingCount - 1].Depth == node.Depth) _tape.BindingCount--;
        _node = node.Parent;
        if (_node < 0) return Report(XmlStep.Element);
        ref var parent = ref _tape.Nodes[_node];
        parent.ReliesOn = Math.Min(parent.ReliesOn, node.ReliesOn);
        return XmlStep.More;
    }

    private XmlStep TakeText(ref ReadOnlySpan<byte> input)
    {
        var at = input.IndexOf((byte)'<');
        if (!TryTake(ref input, at < 0 ? input.Length : at)) return Fail(XmlFault.TooLarge);
        if (at < 0) return XmlStep.More;
        if (_tape!.Length > _token)
        {
            var fault = XmlChars.CheckText(_tape.Bytes.AsSpan(_token, _tape.Length - _token), out var isPlain);
            if (fault != XmlFault.None) return Fail(fault);
            if (!isPlain) _tape.Nodes[_node].IsEscaped = true;
        }

        BeginTag(ref input);
        return XmlStep.More;
    }

    /// <summary>Of all that begins with <c>&lt;!</c> a stream may have CDATA sections, and those within stanzas only.</summary>
    private XmlStep TakeMark(ref ReadOnlySpan<byte> input)
    {
        var mark = "<![CDATA["u8;
        while (!input.IsEmpty)
        {
            var place = _tape!.Length - _token;
            if (input[0] != mark[place]) return Fail(place == 2 && (input[0] == '-' || char.IsAsciiLetter((char)input[0])) ? XmlFault.RestrictedXml : XmlFault.NotWellFormed);
            if (!TryTake(ref input, 1)) return Fail(XmlFault.TooLarge);
            if (place + 1 < mark.Length) continue;
            if (_node < 0) return Fail(_scope is null ? XmlFault.NotWellFormed : XmlFault.BadFormat);
            _state = State.Section;
            break;
        }

        return XmlStep.More;
    }

    private XmlStep TakeSection(ref ReadOnlySpan<byte> input)
    {
        var at = input.IndexOf((byte)'>');
        if (!TryTake(ref input, at < 0 ? input.Length : at + 1)) return Fail(XmlFault.TooLarge);
        var section = _tape!.Bytes.AsSpan(_token + 9, _tape.Length - _token - 9);
        if (at < 0 || !section.EndsWith("]]>"u8)) return XmlStep.More;
        var fault = XmlChars.CheckSection(section[..^3]);
        if (fault != XmlFault.None) return Fail(fault);
        _tape.Nodes[_node].IsEscaped = true;
        BeginText();
        return XmlStep.More;
    }

    private XmlStep TakeDeclaration(ref ReadOnlySpan<byte> input)
    {
        var at = input.IndexOf((byte)'>');
        if (!TryTake(ref input, at < 0 ? input.Length : at + 1)) return Fail(XmlFault.TooLarge);
        if (at < 0) return XmlStep.More;
        var fault = XmlDeclaration.Check(_tape!.Bytes.AsSpan(0, _tape.Length));
        if (fault != XmlFault.None) return Fail(fault);
        Release();
        _state = State.Between;
        return XmlStep.More;
    }
}
