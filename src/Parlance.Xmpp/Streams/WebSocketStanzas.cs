using Parlance.Engine;
using Parlance.Engine.Buffers;
using Parlance.Engine.WebSocket;

namespace Parlance.Xmpp.Streams;

/// <summary>XMPP in a WebSocket (RFC 7395): an element a message, each with its namespace declared, for there is no header around them.</summary>
/// <param name="stanzaMax">Bytes of a message.</param>
public sealed class WebSocketStanzas(int stanzaMax) : WebSocketMessages(Spoken, stanzaMax)
{
    /// <summary>Stands behind each message that came: a byte that no UTF-8 has.</summary>
    public const byte End = 0xFF;

    public static WebSocketProtocols Spoken { get; } = new("XMPP", ["xmpp"], IsRequired: true);

    protected override void Pack(ReadOnlySpan<byte> said, Connection connection)
    {
        while (!said.IsEmpty)
        {
            var end = said.IndexOf((byte)'\n');
            var stanza = end < 0 ? said : said[..end];
            said = end < 0 ? default : said[(end + 1)..];
            if (!stanza.IsEmpty && !SendDeclared(stanza, connection)) return;
        }
    }

    protected override ushort Take(ReadOnlySpan<byte> message, bool isText, ref ByteQueue to, BufferPool pool)
    {
        if (!isText) return WebSocketClose.Unsupported;
        to.Append(message, pool);
        to.Append([End], pool);
        return 0;
    }

    /// <summary>A stanza with <c>xmlns='jabber:client'</c>; anything else as it is.</summary>
    private static bool SendDeclared(ReadOnlySpan<byte> stanza, Connection connection)
    {
        var name = StanzaName.LengthOf(stanza);
        if (name == 0) return Send(stanza, isText: true, connection);
        var declaration = " xmlns='jabber:client'"u8;
        var length = stanza.Length + declaration.Length;
        var rented = connection.Node.Pool.Rent(length);
        stanza[..name].CopyTo(rented);
        declaration.CopyTo(rented.AsSpan(name));
        stanza[name..].CopyTo(rented.AsSpan(name + declaration.Length));
        var hasRoom = Send(rented.AsSpan(0, length), isText: true, connection);
        connection.Node.Pool.Return(rented);
        return hasRoom;
    }
}
