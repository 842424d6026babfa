namespace Parlance.Xmpp.Wire;

/// <summary>The attributes of an element: <c>foreach</c> goes over them.</summary>
public ref struct ElementAttributes
{
    private readonly XmlTape _tape;
    private readonly int _end;
    private int _at;

    internal ElementAttributes(XmlTape tape, int element)
    {
        _tape = tape;
        if (tape is null) return;
        _at = tape.Nodes[element].FirstAttribute - 1;
        _end = _at + tape.Nodes[element].AttributeCount;
    }

    public readonly ElementAttribute Current => new(_tape, _at);

    public readonly ElementAttributes GetEnumerator() => this;

    public bool MoveNext() => _at < _end && ++_at <= _end;
}

/// <summary>An attribute as it was read.</summary>
public readonly ref struct ElementAttribute
{
    private readonly XmlTape _tape;
    private readonly int _at;

    internal ElementAttribute(XmlTape tape, int at) => (_tape, _at) = (tape, at);

    private ref readonly XmlAttribute Attribute => ref _tape.Attributes[_at];

    public ReadOnlySpan<byte> Name => XmlTagReader.LocalName(_tape, Attribute);

    public ReadOnlySpan<byte> Prefix => _tape.Bytes.AsSpan(Attribute.Name, Attribute.PrefixLength);

    public ReadOnlySpan<byte> Namespace => _tape.Space(Attribute.Space);

    public bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ns) => Name.SequenceEqual(name) && Namespace.SequenceEqual(ns);

    /// <summary>The value, references resolved.</summary>
    public ReadOnlySpan<byte> Value
    {
        get
        {
            var raw = _tape.Bytes.AsSpan(Attribute.Value, Attribute.ValueLength);
            if (!Attribute.IsEscaped) return raw;
            var decoded = _tape.Reserve(raw.Length);
            var length = XmlChars.Decode(raw, decoded, isValue: true);
            _tape.Commit(length);
            return decoded[..length];
        }
    }
}
