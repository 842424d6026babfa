using System.Text;
using System.Xml;
using Parlance.Xmpp.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>What the framework's reader takes a stream for, told in the same words.</summary>
public static class XmlOracle
{
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, ConformanceLevel = ConformanceLevel.Document };

    /// <summary>The header, each element in it that is whole, and whether the document is.</summary>
    public static (string[] Events, bool IsWhole) Read(byte[] document)
    {
        var told = new List<string>();
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(document), Settings);
            var open = new Stack<Told>();
            while (reader.Read())
                switch (reader.NodeType)
                {
                    case XmlNodeType.Element:
                        var isEmpty = reader.IsEmptyElement;
                        open.Push(Head(reader));
                        if (open.Count == 1) told.Add(open.Peek().ToString());
                        if (isEmpty) End(open, told);
                        break;
                    case XmlNodeType.EndElement: End(open, told); break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace when open.Count > 1: open.Peek().Text.Append(reader.Value); break;
                }

            return ([.. told], true);
        }
        catch (XmlException)
        {
            return ([.. told], false);
        }
    }

    /// <summary>The same words for an element of ours.</summary>
    public static string Describe(in Element element, bool headOnly)
    {
        var told = new Told(Encoding.UTF8.GetString(element.Namespace), Encoding.UTF8.GetString(element.Name));
        foreach (var attribute in element.Attributes)
            told.Attributes.Add(Attribute(Encoding.UTF8.GetString(attribute.Namespace), Encoding.UTF8.GetString(attribute.Name), Encoding.UTF8.GetString(attribute.Value)));
        if (headOnly) return told.ToString();
        told.Text.Append(element.TextString);
        foreach (var child in element.Children) told.Children.Add(Describe(child, false));
        return told.ToString();
    }

    private static void End(Stack<Told> open, List<string> told)
    {
        var ended = open.Pop();
        if (open.Count == 1) told.Add(ended.ToString());
        else if (open.Count > 1) open.Peek().Children.Add(ended.ToString());
    }

    private static Told Head(XmlReader reader)
    {
        var told = new Told(reader.NamespaceURI, reader.LocalName);
        while (reader.MoveToNextAttribute())
            if (reader.NamespaceURI != "http://www.w3.org/2000/xmlns/") told.Attributes.Add(Attribute(reader.NamespaceURI, reader.LocalName, reader.Value));
        reader.MoveToElement();
        return told;
    }

    private static string Attribute(string ns, string name, string value) => $"{{{ns}}}{name}={value}";

    private sealed record Told(string Namespace, string Name)
    {
        public List<string> Attributes { get; } = [];
        public List<string> Children { get; } = [];
        public StringBuilder Text { get; } = new();

        public override string ToString() => $"{{{Namespace}}}{Name}[{string.Join('|', Attributes)}]({Text})<{string.Join(',', Children)}>";
    }
}
