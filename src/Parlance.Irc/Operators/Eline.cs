using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>ELINE [-force] [&lt;duration&gt;] &lt;user@host|nick&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Excepts users from bans, shuns and block lists; lists without a mask.</summary>
public sealed class ElineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("ELINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <user@host|nick> :<reason>|<comment>", Help: "Excepts users from bans, shuns and block lists; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "ELINE", OperBanKind.Exempt);
}

/// <summary><c>UNELINE &lt;user@host&gt;</c>.</summary>
public sealed class UnelineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNELINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<user@host|nick>", Help: "Takes back what ELINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNELINE", OperBanKind.Exempt);
}
