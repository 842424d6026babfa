namespace Parlance.Xmpp.Wire;

/// <summary>
/// A top-level element as it was read: its bytes, and where in them elements, attributes and namespaces are. Nodes lie in the order of their start
/// tags, so that a subtree is a range. Used again for the next stanza; read it through <see cref="Element"/>.
/// </summary>
public sealed class XmlTape
{
    /// <summary>What a tape may hold and still be kept for the next stanza.</summary>
    private const int KeptBytesMax = 16 << 10, KeptNodesMax = 256;

    internal byte[] Bytes = new byte[1024];
    internal int Length;
    internal XmlNode[] Nodes = new XmlNode[16];
    internal int Count;
    internal XmlAttribute[] Attributes = new XmlAttribute[16];
    internal int AttributeCount;
    internal XmlSpace[] Spaces = new XmlSpace[16];
    internal int SpaceCount;

    /// <summary>Declarations that hold at the place that is being read, innermost last.</summary>
    internal XmlBinding[] Bindings = new XmlBinding[8];
    internal int BindingCount;

    private byte[] _decoded = [];
    private int _decodedLength;

    /// <summary>The top-level element.</summary>
    public Element Root => new(this, 0);

    internal bool IsSmall => Bytes.Length <= KeptBytesMax && Nodes.Length <= KeptNodesMax && _decoded.Length <= KeptBytesMax && Attributes.Length <= KeptNodesMax && Spaces.Length <= KeptNodesMax;

    internal void Clear() => Length = Count = AttributeCount = SpaceCount = BindingCount = _decodedLength = 0;

    internal void Take(ReadOnlySpan<byte> bytes)
    {
        if (Bytes.Length - Length < bytes.Length) Array.Resize(ref Bytes, Math.Max(Bytes.Length * 2, Length + bytes.Length));
        bytes.CopyTo(Bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    internal int AddSpace(in XmlSpace space) => Add(ref Spaces, ref SpaceCount, space);

    internal void Bind(in XmlBinding binding) => Add(ref Bindings, ref BindingCount, binding);

    internal int AddNode(in XmlNode node) => Add(ref Nodes, ref Count, node);

    internal void AddAttribute(in XmlAttribute attribute) => Add(ref Attributes, ref AttributeCount, attribute);

    internal ReadOnlySpan<byte> Space(int space) => space switch
    {
        XmlSpace.None => default,
        XmlSpace.Xml => "http://www.w3.org/XML/1998/namespace"u8,
        _ => Spaces[space].Own ?? Bytes.AsSpan(Spaces[space].Start, Spaces[space].Length),
    };

    /// <summary>Room for so many decoded bytes; it lasts as long as the tape is not cleared.</summary>
    internal Span<byte> Reserve(int length)
    {
        if (_decoded.Length - _decodedLength < length)
        {
            _decoded = new byte[Math.Max(_decoded.Length * 2, Math.Max(256, length))];
            _decodedLength = 0;
        }

        return _decoded.AsSpan(_decodedLength, length);
    }

    internal void Commit(int length) => _decodedLength += length;

    /// <summary>A copy of its own, to be kept.</summary>
    internal XmlTape Copy() => new()
    {
        Bytes = Bytes[..Length],
        Length = Length,
        Nodes = Nodes[..Count],
        Count = Count,
        Attributes = Attributes[..AttributeCount],
        AttributeCount = AttributeCount,
        Spaces = Spaces[..SpaceCount],
        SpaceCount = SpaceCount,
        Bindings = [],
    };

    private static int Add<T>(ref T[] to, ref int count, in T one)
    {
        if (count == to.Length) Array.Resize(ref to, Math.Max(4, count * 2));
        to[count] = one;
        return count++;
    }
}

/// <summary>An element on a tape: places in its bytes.</summary>
internal struct XmlNode
{
    /// <summary>From <c>&lt;</c> of the start tag to behind <c>&gt;</c> of the end tag; between <see cref="ContentStart"/> and <see cref="ContentEnd"/> is what it holds.</summary>
    public int Start, ContentStart, ContentEnd, End;

    /// <summary>Where the name begins, its prefix first.</summary>
    public int Name;
    public ushort PrefixLength, NameLength;
    public int Space;
    public int FirstAttribute;
    public ushort AttributeCount;
    public ushort Depth;
    public int Parent;

    /// <summary>The node behind its last descendant.</summary>
    public int Next;

    /// <summary>The least depth of a declaration that names in it rely on; <see cref="ushort.MaxValue"/>: of none that does not hold everywhere.</summary>
    public ushort ReliesOn;

    /// <summary>Its own text has references, CDATA sections or carriage returns.</summary>
    public bool IsEscaped;
}

/// <summary>An attribute on a tape; declarations of namespaces are not among them.</summary>
internal struct XmlAttribute
{
    public int Name, Value, ValueLength, Space;
    public ushort PrefixLength, NameLength;
    public bool IsEscaped;
}

/// <summary>A namespace's name: in the tape's bytes, or in an array of its own.</summary>
internal readonly record struct XmlSpace(byte[]? Own, int Start, int Length)
{
    /// <summary>No namespace.</summary>
    public const int None = -1;

    /// <summary>The one of <c>xml:lang</c>.</summary>
    public const int Xml = -2;
}

/// <summary>A declaration: a prefix (none: the default), its namespace and the depth of the element that has it; 0: the stream header.</summary>
internal readonly record struct XmlBinding(byte[]? Own, int Start, int Length, int Space, ushort Depth, bool IsContent);
