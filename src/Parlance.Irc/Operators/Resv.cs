using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>RESV [-force] [&lt;duration&gt;] &lt;nick|#channel&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps a nick or a channel from everybody but staff; lists without a mask.</summary>
public sealed class ResvCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("RESV", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <nick|#channel> :<reason>|<comment>", Help: "Keeps a nick or a channel from everybody but staff; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "RESV", OperBanKind.Nick);
}

/// <summary><c>UNRESV &lt;nick&gt;</c>.</summary>
public sealed class UnresvCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNRESV", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<nick|#channel>", Help: "Takes back what RESV set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNRESV", OperBanKind.Nick);
}

/// <summary><c>QLINE [-force] [&lt;duration&gt;] &lt;nick|#channel&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps a nick or a channel from everybody but staff; lists without a mask. The same as RESV.</summary>
public sealed class QlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("QLINE", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <nick|#channel> :<reason>|<comment>", Help: "The same as RESV.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "QLINE", OperBanKind.Nick);
}

/// <summary><c>UNQLINE &lt;nick&gt;</c>.</summary>
public sealed class UnqlineCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNQLINE", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<nick|#channel>", Help: "Takes back what QLINE set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNQLINE", OperBanKind.Nick);
}
