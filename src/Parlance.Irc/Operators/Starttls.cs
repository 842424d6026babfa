using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>STARTTLS</c>: IRCv3 tls (deprecated there in favour of STS, kept for those who use it). Whatever follows it in the clear ends the connection (RFC 7590 §3.2).</summary>
public sealed class StarttlsCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("STARTTLS", From: Stage.Registering, Syntax: "", Help: "Begins TLS on this connection.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.Connection.Peer.Secure) client.ReplyText(Numerics.StartTlsFailed, "STARTTLS failed: the connection is secure already");
        else if (client.Connection.Peer.Listener.Certificate is null || client.Connection.Peer.Listener.WebSocket) client.ReplyText(Numerics.StartTlsFailed, "STARTTLS failed: there is no TLS on this port");
        else
        {
            client.Reply(Numerics.StartTls);
            client.BeginTls();
        }
    }
}
