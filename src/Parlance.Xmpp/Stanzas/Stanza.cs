using Parlance.Xmpp.Wire;

namespace Parlance.Xmpp.Stanzas;

/// <summary>A stanza that has passed the gate, for as long as it is handled: its sender is who it says, its address is one, and a request has an id and one payload.</summary>
public readonly ref struct Stanza
{
    public required Element Element { get; init; }
    public required StanzaKind Kind { get; init; }

    /// <summary>Whom it is for; null: it does not say.</summary>
    public Jid? To { get; init; }

    /// <summary>What <see cref="To"/> is.</summary>
    public Place Place { get; init; }

    /// <summary>As it was written; empty: none.</summary>
    public ReadOnlySpan<byte> Type { get; init; }

    public ReadOnlySpan<byte> Id => Element["id"u8];

    /// <summary>Of a request: what is asked. Else the first element in it, if there is one.</summary>
    public Element Payload => Element.First;

    /// <summary>Whether it is a set; a request is a get or a set.</summary>
    public bool IsSet => Type.SequenceEqual("set"u8);

    /// <summary>An error, or the result of a request: it is never answered.</summary>
    public bool IsAnswer => Type.SequenceEqual("error"u8) || (Kind == StanzaKind.Iq && Type.SequenceEqual("result"u8));
}
