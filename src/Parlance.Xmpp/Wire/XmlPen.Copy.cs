using System.Globalization;
using System.Text;

namespace Parlance.Xmpp.Wire;

/// <summary>Passing on what was read.</summary>
public sealed partial class XmlPen
{
    /// <summary>
    /// An element as it was written by its author. If it leans on declarations around it, it is written anew with its namespaces declared within, and so it is
    /// if it has ends of line, which part stanzas here; either way it means the same in any stream whose default namespace is that of stanzas.
    /// </summary>
    public XmlPen Copy(in Element element)
    {
        if (element.IsSelfContained && !element.Raw.ContainsAny((byte)'\n', (byte)'\r')) return Raw(element.Raw);
        Rewrite(element, XmlScope.IsContent(element.Namespace) ? element.Namespace : default, isFirst: !XmlScope.IsContent(element.Namespace));
        return this;
    }

    private void Rewrite(in Element element, ReadOnlySpan<byte> around, bool isFirst)
    {
        Open(element.Name);
        var ns = element.Namespace;
        if (isFirst || !ns.SequenceEqual(around)) Attribute("xmlns"u8, ns);
        var prefixes = 0;
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Namespace.IsEmpty)
            {
                Attribute(attribute.Name, attribute.Value);
                continue;
            }

            if (attribute.Prefix.SequenceEqual("xml"u8))
            {
                Attribute([.. "xml:"u8, .. attribute.Name], attribute.Value);
                continue;
            }

            var prefix = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"ns{prefixes++}"));
            Attribute([.. "xmlns:"u8, .. prefix], attribute.Namespace);
            Attribute([.. prefix, (byte)':', .. attribute.Name], attribute.Value);
        }

        var content = new ElementContent(element);
        while (content.MoveNext())
            if (content.IsText) Text(content.Text);
            else Rewrite(content.Element, ns, isFirst: false);

        Close();
    }
}
