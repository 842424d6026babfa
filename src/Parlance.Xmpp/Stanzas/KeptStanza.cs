using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Stanzas;

/// <summary>A stanza that is answered in a later step, with all that an answer needs.</summary>
internal sealed class KeptStanza(in Stanza stanza)
{
    private readonly KeptElement _element = stanza.Element.Keep();
    private readonly byte[] _type = stanza.Type.ToArray();
    private readonly StanzaKind _kind = stanza.Kind;
    private readonly Jid? _to = stanza.To;
    private readonly Place _place = stanza.Place;

    public Stanza Stanza => new() { Element = _element.Element, Kind = _kind, To = _to, Place = _place, Type = _type };
}
