namespace Parlance.Xmpp.Wire;

/// <summary>What is in an element, text and elements in order.</summary>
internal ref struct ElementContent
{
    private readonly XmlTape _tape;
    private readonly int _end;
    private readonly int _textEnd;
    private int _place;
    private int _child;

    public ElementContent(in Element element)
    {
        (_tape, var at) = element.Place;
        ref readonly var node = ref _tape.Nodes[at];
        (_place, _textEnd, _child, _end) = (node.ContentStart, node.ContentEnd, at + 1, node.Next);
    }

    /// <summary>It is at text; else at an element.</summary>
    public bool IsText { get; private set; }

    public ReadOnlySpan<byte> Text { get; private set; }

    public Element Element { get; private set; }

    public bool MoveNext()
    {
        var next = _child < _end ? _tape.Nodes[_child].Start : _textEnd;
        IsText = _place < next;
        if (IsText)
        {
            Text = ElementText.Between(_tape, _place, next);
            _place = next;
            return true;
        }

        if (_child >= _end) return false;
        Element = new(_tape, _child);
        _place = _tape.Nodes[_child].End;
        _child = _tape.Nodes[_child].Next;
        return true;
    }
}
