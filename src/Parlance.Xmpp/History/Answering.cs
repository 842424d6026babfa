using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.History;

/// <summary>A request that is answered in a later step: as much of it as its answer needs.</summary>
internal sealed class Answering(in Stanza request)
{
    private readonly Wire.KeptElement _kept = request.Element.Keep();
    private readonly StanzaKind _kind = request.Kind;
    private readonly Jid? _to = request.To;
    private readonly Place _place = request.Place;
    private readonly byte[] _type = request.Type.ToArray();

    public Stanza Request => new() { Element = _kept.Element, Kind = _kind, To = _to, Place = _place, Type = _type };

    /// <summary>The archive could not be read: why is for the operators, who find it in the log.</summary>
    public void Fail(XmppSession client) => client.Refuse(Request, StanzaError.ResourceConstraint, "Messages could not be retrieved just now");
}
