using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>LINKS</c>: RFC 2812 §3.4.5.</summary>
public sealed class LinksCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("LINKS", Syntax: "", Help: "Lists the servers of the network.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        client.ReplyText(Numerics.Links, $"0 {client.Node.Settings.Server.Description}", client.ServerName, client.ServerName);
        client.Reply(Numerics.EndOfLinks, "*");
    }
}
