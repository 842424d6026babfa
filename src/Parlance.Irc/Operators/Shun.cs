using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>SHUN [-force] [&lt;duration&gt;] &lt;user@host|nick&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Ignores users: they stay, and nothing they say is heard; lists without a mask.</summary>
public sealed class ShunCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("SHUN", From: Stage.Operator, Privilege: "shun", Syntax: "[-force] [<duration>] <user@host|nick> :<reason>|<comment>", Help: "Ignores users: they stay, and nothing they say is heard; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "SHUN", OperBanKind.Shun);
}

/// <summary><c>UNSHUN &lt;user@host&gt;</c>.</summary>
public sealed class UnshunCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNSHUN", ParamsMin: 1, From: Stage.Operator, Privilege: "shun", Syntax: "<user@host|nick>", Help: "Takes back what SHUN set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNSHUN", OperBanKind.Shun);
}
