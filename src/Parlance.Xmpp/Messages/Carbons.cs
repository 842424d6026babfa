using Parlance.Domain.Messages;
using Parlance.Xmpp.Stanzas;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Messages;

/// <summary>Asks for copies of what the account's other clients send and get (XEP-0280 §4).</summary>
public sealed class EnableCarbons : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set("urn:xmpp:carbons:2", "enable", Place.Home) with { Source = "XEP-0280", Version = "1.0.1", Help = "Asks for copies of what the account's other clients send and get." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        client.HasCarbons = true;
        client.Result(stanza);
    }
}

/// <summary>Wants no copies (XEP-0280 §5).</summary>
public sealed class DisableCarbons : IStanza
{
    public static StanzaCard Card { get; } = StanzaCard.Set("urn:xmpp:carbons:2", "disable", Place.Home) with { Feature = "", Source = "XEP-0280", Version = "1.0.1", Help = "Wants no copies any more." };

    public static void Handle(XmppSession client, in Stanza stanza)
    {
        client.HasCarbons = false;
        client.Result(stanza);
    }
}

internal static class Carbons
{
    /// <summary>Which messages are copied (XEP-0280 §6.1): chat, what has a text, and what belongs to a conversation; none that is for one client alone.</summary>
    public static bool AreFor(MessageSent message)
    {
        if (message.Style == MessageStyle.Headline || message.Elements is { } elements && elements.Span.EndsWith(ChatWords.NoCopy)) return false;
        return message.Style is null or MessageStyle.Chat || message.Kind != MessageKind.Tags || !message.ClientTags.IsEmpty || message.Elements?.Span.IndexOf("urn:xmpp:"u8) >= 0;
    }
}
