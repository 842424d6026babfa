using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Users;

/// <summary><c>PASS &lt;password&gt;</c>: RFC 2812 §3.1.1.</summary>
public sealed class PassCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("PASS", ParamsMin: 1, From: Stage.Registering, Syntax: "<password>", Help: "Gives the server's password, before NICK and USER.");

    public static void Handle(IrcSession client, in IrcLine line) => client.Registration!.Password = Encoding.UTF8.GetString(line[0]);
}
