namespace Parlance.Xmpp.Wire;

/// <summary>Reads one whole start or end tag at the end of a tape's bytes (XML 1.0 §3.1, Namespaces in XML 1.0).</summary>
internal static class XmlTagReader
{
    /// <summary>Enters a start tag as a child of <paramref name="parent"/>.</summary>
    /// <param name="tape">Where the tag's bytes end and its node goes.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="parent">The open element; -1: none.</param>
    /// <param name="depth">Its own depth; 1 is a stanza, 0 the stream header.</param>
    /// <param name="isEmpty">It is an element without content, and closed.</param>
    public static XmlFault Open(XmlTape tape, int start, int parent, int depth, out bool isEmpty)
    {
        isEmpty = false;
        var bytes = tape.Bytes.AsSpan(0, tape.Length - 1);
        if (!XmlChars.AreUtf8(bytes[start..])) return XmlFault.NotWellFormed;
        isEmpty = bytes[^1] == '/';
        if (isEmpty) bytes = bytes[..^1];

        var at = start + 1;
        var fault = TakeName(bytes, ref at, out var prefix, out var length);
        if (fault != XmlFault.None) return fault;
        var node = new XmlNode
        {
            Start = start, Name = start + 1, PrefixLength = prefix, NameLength = length, Parent = parent, Depth = (ushort)depth, FirstAttribute = tape.AttributeCount,
            ContentStart = tape.Length, ContentEnd = tape.Length, End = tape.Length, ReliesOn = ushort.MaxValue,
        };
        fault = TakeAttributes(tape, bytes, at, (ushort)depth, ref node.AttributeCount);
        if (fault == XmlFault.None) fault = Resolve(tape, ref node);
        if (fault != XmlFault.None) return fault;
        if (tape.Count >= XmlLimits.ElementsMax) return XmlFault.TooLarge;
        tape.AddNode(node);
        return XmlFault.None;
    }

    /// <summary>The name in an end tag; empty: it is none.</summary>
    public static ReadOnlySpan<byte> Close(XmlTape tape, int start)
    {
        var tag = tape.Bytes.AsSpan(start, tape.Length - start);
        return tag[2..^1].TrimEnd(" \t\r\n"u8);
    }

    private static XmlFault TakeAttributes(XmlTape tape, ReadOnlySpan<byte> bytes, int at, ushort depth, ref ushort count)
    {
        for (var declared = 0; ;)
        {
            var name = SkipSpace(bytes, at);
            if (name == bytes.Length) return XmlFault.None;
            if (name == at) return XmlFault.NotWellFormed;
            at = name;
            var fault = TakeName(bytes, ref at, out var prefix, out var length);
            if (fault != XmlFault.None) return fault;
            at = SkipSpace(bytes, at);
            if (at == bytes.Length || bytes[at] != '=') return XmlFault.NotWellFormed;
            at = SkipSpace(bytes, at + 1);
            if (at == bytes.Length || bytes[at] is not ((byte)'"' or (byte)'\'')) return XmlFault.NotWellFormed;
            var end = bytes[(at + 1)..].IndexOf(bytes[at]);
            if (end < 0) return XmlFault.NotWellFormed;
            var value = bytes.Slice(at + 1, end);
            fault = XmlChars.CheckValue(value, out var isPlain);
            if (fault != XmlFault.None) return fault;
            if (count + ++declared > XmlLimits.AttributesMax) return XmlFault.TooLarge;
            var attribute = new XmlAttribute { Name = name, PrefixLength = prefix, NameLength = length, Value = at + 1, ValueLength = end, IsEscaped = !isPlain, Space = XmlSpace.None };
            at += end + 2;
            if (IsDeclaration(bytes.Slice(name, length), prefix)) fault = Declare(tape, attribute, depth);
            else
            {
                tape.AddAttribute(attribute);
                count++;
                declared--;
            }

            if (fault != XmlFault.None) return fault;
        }
    }

    private static bool IsDeclaration(ReadOnlySpan<byte> name, int prefix) => prefix == 0 ? name.SequenceEqual("xmlns"u8) : name[..prefix].SequenceEqual("xmlns"u8);

    private static XmlFault Declare(XmlTape tape, in XmlAttribute attribute, ushort depth)
    {
        var bytes = tape.Bytes;
        var space = ValueOf(tape, attribute);
        var from = attribute.PrefixLength == 0 ? attribute.NameLength : attribute.PrefixLength + 1;
        var prefix = bytes.AsSpan(attribute.Name + from, attribute.NameLength - from);
        var isXml = prefix.SequenceEqual("xml"u8);
        if (prefix.SequenceEqual("xmlns"u8) || space.SequenceEqual("http://www.w3.org/2000/xmlns/"u8) || isXml != space.SequenceEqual(tape.Space(XmlSpace.Xml))) return XmlFault.NotWellFormed;
        if (space.IsEmpty && !prefix.IsEmpty) return XmlFault.NotWellFormed;
        for (var i = tape.BindingCount - 1; i >= 0 && tape.Bindings[i].Depth == depth; i--)
            if (XmlScope.PrefixOf(tape, tape.Bindings[i]).SequenceEqual(prefix)) return XmlFault.NotWellFormed;

        if (isXml) return XmlFault.None;
        if (tape.BindingCount >= XmlLimits.NamespacesMax) return XmlFault.TooLarge;
        var at = space.IsEmpty ? XmlSpace.None : tape.AddSpace(attribute.IsEscaped ? new(space.ToArray(), 0, 0) : new(null, attribute.Value, attribute.ValueLength));
        tape.Bind(new(null, attribute.Name + from, prefix.Length, at, depth, prefix.IsEmpty && XmlScope.IsContent(space)));
        return XmlFault.None;
    }

    private static ReadOnlySpan<byte> ValueOf(XmlTape tape, in XmlAttribute attribute)
    {
        var raw = tape.Bytes.AsSpan(attribute.Value, attribute.ValueLength);
        if (!attribute.IsEscaped) return raw;
        Span<byte> decoded = new byte[raw.Length];
        return decoded[..XmlChars.Decode(raw, decoded, isValue: true)];
    }

    /// <summary>Finds the namespaces of a tag's names, once its declarations are known, and that no attribute is there twice.</summary>
    private static XmlFault Resolve(XmlTape tape, ref XmlNode node)
    {
        if (!TryResolve(tape, tape.Bytes.AsSpan(node.Name, node.PrefixLength), ref node.ReliesOn, out node.Space)) return XmlFault.NotWellFormed;
        var attributes = tape.Attributes.AsSpan(node.FirstAttribute, node.AttributeCount);
        for (var i = 0; i < attributes.Length; i++)
        {
            ref var attribute = ref attributes[i];
            if (attribute.PrefixLength > 0 && !TryResolve(tape, tape.Bytes.AsSpan(attribute.Name, attribute.PrefixLength), ref node.ReliesOn, out attribute.Space)) return XmlFault.NotWellFormed;
            var name = LocalName(tape, attribute);
            for (var other = 0; other < i; other++)
                if (LocalName(tape, attributes[other]).SequenceEqual(name) && tape.Space(attributes[other].Space).SequenceEqual(tape.Space(attribute.Space))) return XmlFault.NotWellFormed;
        }

        return XmlFault.None;
    }

    private static bool TryResolve(XmlTape tape, ReadOnlySpan<byte> prefix, ref ushort reliesOn, out int space)
    {
        space = XmlSpace.Xml;
        if (prefix.SequenceEqual("xml"u8)) return true;
        for (var i = tape.BindingCount - 1; i >= 0; i--)
        {
            ref readonly var binding = ref tape.Bindings[i];
            if (!XmlScope.PrefixOf(tape, binding).SequenceEqual(prefix)) continue;
            space = binding.Space;
            if (!binding.IsContent) reliesOn = Math.Min(reliesOn, binding.Depth);
            return true;
        }

        space = XmlSpace.None;
        reliesOn = 0;
        return prefix.IsEmpty;
    }

    internal static ReadOnlySpan<byte> LocalName(XmlTape tape, in XmlAttribute attribute)
    {
        var prefix = attribute.PrefixLength == 0 ? 0 : attribute.PrefixLength + 1;
        return tape.Bytes.AsSpan(attribute.Name + prefix, attribute.NameLength - prefix);
    }

    /// <summary>Takes a name with at most one colon; <paramref name="length"/> counts all of it.</summary>
    private static XmlFault TakeName(ReadOnlySpan<byte> bytes, ref int at, out ushort prefix, out ushort length)
    {
        (prefix, length) = (0, 0);
        var first = XmlNames.LengthOf(bytes[at..]);
        if (first == 0) return XmlFault.NotWellFormed;
        var all = first;
        if (at + first < bytes.Length && bytes[at + first] == ':')
        {
            var local = XmlNames.LengthOf(bytes[(at + first + 1)..]);
            if (local == 0) return XmlFault.NotWellFormed;
            all += 1 + local;
        }

        if (all > XmlLimits.NameMax) return XmlFault.TooLarge;
        (prefix, length) = (all == first ? (ushort)0 : (ushort)first, (ushort)all);
        at += all;
        return XmlFault.None;
    }

    private static int SkipSpace(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') at++;
        return at;
    }
}
