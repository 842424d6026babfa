using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>KLINE [-force] [&lt;duration&gt;] &lt;user@host|nick&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps users out by user@host, user@network or the address of a nick; lists without a mask.</summary>
public sealed class KlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("KLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <user@host|nick> :<reason>|<comment>", Help: "Keeps users out by user@host, user@network or the address of a nick; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "KLINE", OperBanKind.User);
}

/// <summary><c>UNKLINE &lt;user@host&gt;</c>.</summary>
public sealed class UnklineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNKLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<user@host|nick>", Help: "Takes back what KLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNKLINE", OperBanKind.User);
}

/// <summary><c>GLINE [-force] [&lt;duration&gt;] &lt;user@host|nick&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps users out by user@host, user@network or the address of a nick; lists without a mask. The same as KLINE.</summary>
public sealed class GlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("GLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <user@host|nick> :<reason>|<comment>", Help: "The same as KLINE.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "GLINE", OperBanKind.User);
}

/// <summary><c>UNGLINE &lt;user@host&gt;</c>.</summary>
public sealed class UnglineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNGLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<user@host|nick>", Help: "Takes back what GLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNGLINE", OperBanKind.User);
}
