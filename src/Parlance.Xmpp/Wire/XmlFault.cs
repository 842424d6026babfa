namespace Parlance.Xmpp.Wire;

/// <summary>Why bytes are no XMPP stream; each has its stream error (RFC 6120 §4.9.3).</summary>
public enum XmlFault
{
    None,

    /// <summary><c>not-well-formed</c>: not XML 1.0 with namespaces in UTF-8.</summary>
    NotWellFormed,

    /// <summary><c>restricted-xml</c>: a comment, processing instruction, document type or entity (RFC 6120 §11.1).</summary>
    RestrictedXml,

    /// <summary><c>unsupported-encoding</c>: the XML declaration names another than UTF-8 (RFC 6120 §11.6).</summary>
    UnsupportedEncoding,

    /// <summary><c>bad-format</c>: text between stanzas.</summary>
    BadFormat,

    /// <summary><c>policy-violation</c>: larger, deeper or more numerous than <see cref="XmlLimits"/> allow.</summary>
    TooLarge,
}
