namespace Parlance.Xmpp.Wire;

/// <summary>How much XML one peer may have us hold. Everything beyond is <see cref="XmlFault.TooLarge"/>.</summary>
/// <param name="StanzaBytes">Bytes of one top-level element, tags and all.</param>
/// <param name="Depth">Elements in each other, the stanza itself counted.</param>
public sealed record XmlLimits(int StanzaBytes, int Depth)
{
    /// <summary>Bytes of the stream header, and of an XML declaration.</summary>
    public const int HeaderMax = 8 << 10;

    /// <summary>Bytes of the name of an element or attribute, its prefix included.</summary>
    public const int NameMax = 1000;

    /// <summary>Attributes of one element, declarations of namespaces included.</summary>
    public const int AttributesMax = 100;

    /// <summary>Declarations of namespaces that hold at one place.</summary>
    public const int NamespacesMax = 100;

    /// <summary>Elements of one stanza.</summary>
    public const int ElementsMax = 10_000;

    /// <summary>Bytes of a stanza before its sender has logged in: what RFC 6120 §13.12 asks for at least.</summary>
    public const int StanzaBeforeLogin = 10_000;

    public static XmlLimits Default { get; } = new(256 << 10, 100);
}
