using System.Text;
using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Domain.Users;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>DEFCON [&lt;1-5&gt;]</c>: shuts the doors against an attack, or tells how far they are shut. 5 is normal.</summary>
public sealed class DefconCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("DEFCON", From: Stage.Operator, Privilege: "defcon", Syntax: "[<1-5>]",
        Help: "Shuts the doors: 4 no new channels, 3 no new users either, 2 direct messages only with staff, 1 only staff speaks; 5 is normal.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (line.Count == 0) client.Notice($"*** DEFCON {(int)client.Node.State.Lockdown}: {Words(client.Node.State.Lockdown)}");
        else if (line[0].Length != 1 || line[0][0] is < (byte)'1' or > (byte)'5') client.Fail("DEFCON", "INVALID_PARAMS", "The level is a number from 1 to 5", Encoding.UTF8.GetString(line[0]) is { Length: > 0 } word ? word : "*");
        else if (client.Node.Ask(client, new SetLockdown((Lockdown)(line[0][0] - '0'))) is { } refusal) client.Refuse(refusal, "DEFCON");
        else client.Notice($"*** DEFCON {(int)client.Node.State.Lockdown}: {Words(client.Node.State.Lockdown)}");
    }

    public static string Words(Lockdown level) => level switch
    {
        Lockdown.Silence => "only staff speaks, nobody new comes in, no new channels",
        Lockdown.NoDirect => "direct messages only with staff, nobody new comes in, no new channels",
        Lockdown.NoNewcomers => "nobody new comes in, no new channels",
        Lockdown.NoNewRooms => "no new channels",
        _ => "normal",
    };
}
