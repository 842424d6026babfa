using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>XLINE [-force] [&lt;duration&gt;] &lt;pattern&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps users out by their real name; lists without a mask.</summary>
public sealed class XlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("XLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <pattern> :<reason>|<comment>", Help: "Keeps users out by their real name; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "XLINE", OperBanKind.RealName);
}

/// <summary><c>UNXLINE &lt;pattern&gt;</c>.</summary>
public sealed class UnxlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNXLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<pattern>", Help: "Takes back what XLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNXLINE", OperBanKind.RealName);
}

/// <summary><c>RLINE [-force] [&lt;duration&gt;] &lt;pattern&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps users out by their real name; lists without a mask. The same as XLINE.</summary>
public sealed class RlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("RLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <pattern> :<reason>|<comment>", Help: "The same as XLINE.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "RLINE", OperBanKind.RealName);
}

/// <summary><c>UNRLINE &lt;pattern&gt;</c>.</summary>
public sealed class UnrlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNRLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<pattern>", Help: "Takes back what RLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNRLINE", OperBanKind.RealName);
}
