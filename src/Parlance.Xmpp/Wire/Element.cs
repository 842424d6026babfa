using System.Text;

namespace Parlance.Xmpp.Wire;

/// <summary>
/// An element as it was read, for as long as its stanza is handled: names, values and text are UTF-8 in the stanza's own buffer, and nothing is
/// allocated to look at them. What must outlive the handler is kept by <see cref="Keep"/>.
/// </summary>
public readonly ref struct Element
{
    private readonly XmlTape _tape;
    private readonly int _at;

    internal Element(XmlTape tape, int at) => (_tape, _at) = (tape, at);

    internal (XmlTape Tape, int At) Place => (_tape, _at);

    private ref readonly XmlNode Node => ref _tape.Nodes[_at];

    /// <summary>There is no such element.</summary>
    public bool IsNone => _tape is null;

    /// <summary>The name without its prefix.</summary>
    public ReadOnlySpan<byte> Name
    {
        get
        {
            ref readonly var node = ref Node;
            var prefix = node.PrefixLength == 0 ? 0 : node.PrefixLength + 1;
            return _tape.Bytes.AsSpan(node.Name + prefix, node.NameLength - prefix);
        }
    }

    /// <summary>The prefix it was written with; empty: none. It has no meaning but for RFC 6120 §4.8.5.</summary>
    public ReadOnlySpan<byte> Prefix => _tape.Bytes.AsSpan(Node.Name, Node.PrefixLength);

    /// <summary>Its namespace; empty: none.</summary>
    public ReadOnlySpan<byte> Namespace => _tape.Space(Node.Space);

    public bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ns) => !IsNone && Name.SequenceEqual(name) && Namespace.SequenceEqual(ns);

    /// <summary>The elements in it, in order; text between them is left out.</summary>
    public ElementChildren Children => new(_tape, _at);

    /// <summary>The first element in it; none: <see cref="IsNone"/>.</summary>
    public Element First => !IsNone && Node.Next > _at + 1 ? new(_tape, _at + 1) : default;

    /// <summary>The first of this name in it; none: <see cref="IsNone"/>.</summary>
    public Element Child(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ns)
    {
        foreach (var child in Children)
            if (child.Is(name, ns)) return child;

        return default;
    }

    /// <summary>The attributes, without declarations of namespaces.</summary>
    public ElementAttributes Attributes => new(_tape, _at);

    /// <summary>An attribute without a namespace.</summary>
    public bool TryGet(ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        foreach (var attribute in Attributes)
        {
            if (!attribute.Is(name, default)) continue;
            value = attribute.Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>An attribute without a namespace; empty if it is not there.</summary>
    public ReadOnlySpan<byte> this[ReadOnlySpan<byte> name] => !IsNone && TryGet(name, out var value) ? value : default;

    /// <summary>The same as text; null if it is not there.</summary>
    public string? Get(ReadOnlySpan<byte> name) => !IsNone && TryGet(name, out var value) ? Encoding.UTF8.GetString(value) : null;

    /// <summary><c>xml:lang</c>; empty if it is not there.</summary>
    public ReadOnlySpan<byte> Language
    {
        get
        {
            foreach (var attribute in Attributes)
                if (attribute.Is("lang"u8, "http://www.w3.org/XML/1998/namespace"u8)) return attribute.Value;

            return default;
        }
    }

    /// <summary>Its own text, references resolved: that of elements in it is left out.</summary>
    public ReadOnlySpan<byte> Text => IsNone ? default : ElementText.Of(_tape, _at);

    /// <summary>Its own text.</summary>
    public string TextString => Encoding.UTF8.GetString(Text);

    /// <summary>All of it as it was written. It means the same elsewhere only if <see cref="IsSelfContained"/>; <see cref="XmlPen.Copy"/> sees to that.</summary>
    public ReadOnlySpan<byte> Raw => _tape.Bytes.AsSpan(Node.Start, Node.End - Node.Start);

    /// <summary>What is in it as it was written.</summary>
    public ReadOnlySpan<byte> RawContent => _tape.Bytes.AsSpan(Node.ContentStart, Node.ContentEnd - Node.ContentStart);

    /// <summary>Whether it uses no declaration from around it, other than that names without a prefix are in a namespace of stanzas.</summary>
    public bool IsSelfContained => Node.ReliesOn >= Node.Depth;

    /// <summary>A copy that outlives the handler.</summary>
    public KeptElement Keep() => new(_tape.Copy(), _at);

    public override string ToString() => IsNone ? "" : Encoding.UTF8.GetString(Raw);
}

/// <summary>An element that was kept: for work that goes on after the handler.</summary>
public sealed class KeptElement
{
    private readonly XmlTape _tape;
    private readonly int _at;

    internal KeptElement(XmlTape tape, int at) => (_tape, _at) = (tape, at);

    public Element Element => new(_tape, _at);
}

/// <summary>The elements in an element: <c>foreach</c> goes over them.</summary>
public ref struct ElementChildren
{
    private readonly XmlTape _tape;
    private readonly int _end;
    private int _next;
    private int _at;

    internal ElementChildren(XmlTape tape, int parent)
    {
        _tape = tape;
        _end = tape is null ? 0 : tape.Nodes[parent].Next;
        _next = parent + 1;
    }

    public readonly Element Current => new(_tape, _at);

    public readonly ElementChildren GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_next >= _end) return false;
        _at = _next;
        _next = _tape.Nodes[_at].Next;
        return true;
    }
}
