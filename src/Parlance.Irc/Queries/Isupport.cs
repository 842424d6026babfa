using Parlance.Irc.Capabilities;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>ISUPPORT</c>: IRCv3 draft/extended-isupport. Before registration only for those who negotiated it.</summary>
public sealed class IsupportCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("ISUPPORT", Cost: 2, From: Stage.Any, Syntax: "", Help: "Shows what the server supports, as it does when you connect.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.User is null && !client.Has(Capability.ExtendedISupport)) client.Reply(Numerics.NotRegistered);
        else client.Dialect.ShowISupport(client);
    }
}
