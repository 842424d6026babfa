using System.Buffers.Text;
using System.Text;
using Parlance.Engine.Buffers;

namespace Parlance.Xmpp.Wire;

/// <summary>
/// Writes XML in UTF-8: elements, attributes, text. The only place that escapes. What XML cannot hold (controls, broken UTF-8) is left out or
/// written as U+FFFD, so that nothing from another protocol breaks a stream. Ends of line are written as references: a line feed ends a stanza, and is
/// nowhere else in what is written.
/// </summary>
public sealed partial class XmlPen(BufferPool pool)
{
    /// <summary>Elements in each other that it can write.</summary>
    public const int DepthMax = 1024;

    private ByteQueue _written;
    private (int Start, int Length)[] _open = new (int, int)[16];
    private int _depth;
    private bool _inTag;

    /// <summary>What was written since it was last taken.</summary>
    public ReadOnlySpan<byte> Written => _written.Bytes;

    public int Length => _written.Length;

    /// <summary>What was written is taken, and the buffer given back.</summary>
    public void Forget()
    {
        _written.Clear(pool);
        (_depth, _inTag) = (0, false);
    }

    /// <summary>Takes back what was written beyond <paramref name="length"/>, all of whose elements are closed.</summary>
    public void Truncate(int length) => _written.Truncate(length);

    /// <summary>Begins an element; attributes may follow at once.</summary>
    public XmlPen Open(ReadOnlySpan<byte> name)
    {
        CloseTag();
        Put("<"u8);
        if (_depth == _open.Length) Array.Resize(ref _open, _depth * 2);
        _open[_depth++] = (_written.Length, name.Length);
        Put(name);
        _inTag = true;
        return this;
    }

    /// <summary>Begins an element in a namespace that becomes the default within it.</summary>
    public XmlPen Open(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ns) => Open(name).Attribute("xmlns"u8, ns);

    /// <summary>An attribute of the element that has just begun.</summary>
    public XmlPen Attribute(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        BeginAttribute(name);
        Escape(value, inValue: true);
        Put("'"u8);
        return this;
    }

    public XmlPen Attribute(ReadOnlySpan<byte> name, string value)
    {
        BeginAttribute(name);
        Escape(value, inValue: true);
        Put("'"u8);
        return this;
    }

    public XmlPen Attribute(ReadOnlySpan<byte> name, long value)
    {
        BeginAttribute(name);
        Add(value);
        Put("'"u8);
        return this;
    }

    /// <summary>An attribute only if there is a value.</summary>
    public XmlPen AttributeIf(ReadOnlySpan<byte> name, string? value) => value is null ? this : Attribute(name, value);

    public XmlPen Text(ReadOnlySpan<byte> text)
    {
        CloseTag();
        Escape(text, inValue: false);
        return this;
    }

    public XmlPen Text(string text)
    {
        CloseTag();
        Escape(text, inValue: false);
        return this;
    }

    public XmlPen Text(long number)
    {
        CloseTag();
        Add(number);
        return this;
    }

    /// <summary>Ends the innermost element.</summary>
    public XmlPen Close()
    {
        var (start, length) = _open[--_depth];
        if (_inTag)
        {
            _inTag = false;
            Put("/>"u8);
            return this;
        }

        var to = _written.Reserve(length + 3, pool);
        "</"u8.CopyTo(to);
        _written.Bytes.Slice(start, length).CopyTo(to[2..]);
        to[length + 2] = (byte)'>';
        _written.Commit(length + 3);
        return this;
    }

    /// <summary>Leaves the innermost element open for ever: a stream's header.</summary>
    public XmlPen Leave()
    {
        CloseTag();
        _depth--;
        return this;
    }

    /// <summary>An element that holds nothing.</summary>
    public XmlPen Empty(ReadOnlySpan<byte> name, ReadOnlySpan<byte> ns) => Open(name, ns).Close();

    /// <summary>An element that holds text.</summary>
    public XmlPen Element(ReadOnlySpan<byte> name, string text) => Open(name).Text(text).Close();

    /// <inheritdoc cref="Element(ReadOnlySpan{byte}, string)"/>
    public XmlPen Element(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text) => Open(name).Text(text).Close();

    /// <summary>Ends a stanza: what is said to a session is stanzas that each end so.</summary>
    public XmlPen End()
    {
        Close();
        Put("\n"u8);
        return this;
    }

    /// <summary>Whole elements that are XML already and mean what they mean anywhere.</summary>
    public XmlPen Raw(ReadOnlySpan<byte> elements)
    {
        CloseTag();
        Put(elements);
        return this;
    }

    private void BeginAttribute(ReadOnlySpan<byte> name)
    {
        var to = _written.Reserve(name.Length + 3, pool);
        to[0] = (byte)' ';
        name.CopyTo(to[1..]);
        "='"u8.CopyTo(to[(name.Length + 1)..]);
        _written.Commit(name.Length + 3);
    }

    private void CloseTag()
    {
        if (!_inTag) return;
        _inTag = false;
        Put(">"u8);
    }

    private void Add(long number)
    {
        Utf8Formatter.TryFormat(number, _written.Reserve(20, pool), out var length);
        _written.Commit(length);
    }

    private void Put(ReadOnlySpan<byte> bytes) => _written.Append(bytes, pool);
}
