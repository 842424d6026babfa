using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>MAP</c>: the servers as a tree, with their users (015, 017 as Solanum and ircd-hybrid).</summary>
public sealed class MapCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("MAP", Syntax: "", Help: "Shows how the servers of the network are linked, and how many users each has.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var users = client.Node.State.Users.Count;
        client.ReplyText(Numerics.Map, $"{client.ServerName}[{client.Node.Settings.Server.Sid}] --- | Users: {users} (100.0%)");
        client.Reply(Numerics.MapEnd);
    }
}
