using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>DLINE [-force] [&lt;duration&gt;] &lt;address|network|nick&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps an address or network out before anything else is looked at; lists without a mask.</summary>
public sealed class DlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("DLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <address|network|nick> :<reason>|<comment>", Help: "Keeps an address or network out before anything else is looked at; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "DLINE", OperBanKind.Address);
}

/// <summary><c>UNDLINE &lt;address&gt;</c>.</summary>
public sealed class UndlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNDLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<address|network|nick>", Help: "Takes back what DLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNDLINE", OperBanKind.Address);
}

/// <summary><c>ZLINE [-force] [&lt;duration&gt;] &lt;address|network|nick&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps an address or network out before anything else is looked at; lists without a mask. The same as DLINE.</summary>
public sealed class ZlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("ZLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <address|network|nick> :<reason>|<comment>", Help: "The same as DLINE.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "ZLINE", OperBanKind.Address);
}

/// <summary><c>UNZLINE &lt;address&gt;</c>.</summary>
public sealed class UnzlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNZLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<address|network|nick>", Help: "Takes back what ZLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNZLINE", OperBanKind.Address);
}
