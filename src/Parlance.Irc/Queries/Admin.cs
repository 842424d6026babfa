using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>ADMIN [&lt;server&gt;]</c>: RFC 2812 §3.4.9. Without <c>server.admin_email</c> and <c>server.admin_location</c>: 423.</summary>
public sealed class AdminCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("ADMIN", Syntax: "[<server>]", Help: "Shows who runs the server.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AsksElsewhere(line, 0)) return;
        var server = client.Node.Settings.Server;
        if (server.AdminEmail.Length == 0 && server.AdminLocation.Length == 0)
        {
            client.Reply(Numerics.NoAdminInfo, server.Name);
            return;
        }

        client.Reply(Numerics.AdminMe, server.Name);
        client.ReplyText(Numerics.AdminLocation1, server.AdminLocation);
        client.ReplyText(Numerics.AdminLocation2, server.Description);
        client.ReplyText(Numerics.AdminEmail, server.AdminEmail);
    }
}
