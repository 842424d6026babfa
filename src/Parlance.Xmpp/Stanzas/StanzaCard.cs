using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Stanzas;

/// <summary>A stanza handler's card: what it handles, and what the gate checks before it. Discovery and the reference are made from it.</summary>
/// <param name="Kind">Of which kind.</param>
/// <param name="At">Addressed to any of these.</param>
/// <param name="Type">The type; empty: any that no other handler has (of an iq: get and set).</param>
/// <param name="Namespace">Of an iq: its payload's namespace. Empty: whatever no other handler has.</param>
/// <param name="Element">Of an iq: its payload's name.</param>
public sealed record StanzaCard(StanzaKind Kind, Place At, string Type = "", string Namespace = "", string Element = "")
{
    /// <summary>When it may come.</summary>
    public Stage From { get; init; } = Stage.Bound;

    /// <summary>What it uses of the sender's rate, in messages.</summary>
    public double Cost { get; init; } = Kind == StanzaKind.Iq ? 0.25 : 1;

    /// <summary>What discovery says of it (XEP-0030); empty: nothing. Unless told otherwise the namespace of the payload.</summary>
    public string Feature { get; init; } = Namespace;

    /// <summary>Where it is described: <c>XEP-0199</c>, <c>RFC 6121</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>The version of that which is spoken: <c>2.0.1</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>What it does, in a sentence.</summary>
    public string Help { get; init; } = "";

    /// <summary>A request that asks.</summary>
    public static StanzaCard Get(string ns, string element, Place at) => new(StanzaKind.Iq, at, "get", ns, element);

    /// <summary>A request that changes.</summary>
    public static StanzaCard Set(string ns, string element, Place at) => new(StanzaKind.Iq, at, "set", ns, element);

    /// <summary>Both.</summary>
    public static StanzaCard Iq(string ns, string element, Place at) => new(StanzaKind.Iq, at, "", ns, element);
}

/// <summary>A stanza handler: its card and what it does. Found at start; nothing else names it.</summary>
public interface IStanza
{
    static abstract StanzaCard Card { get; }

    static abstract void Handle(XmppSession client, in Stanza stanza);
}
