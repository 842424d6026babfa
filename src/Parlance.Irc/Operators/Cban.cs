using Parlance.Domain.Bans;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>CBAN [-force] [&lt;duration&gt;] &lt;#channel&gt; :&lt;reason&gt;|&lt;comment&gt;</c>: Keeps a channel from being created; lists without a mask.</summary>
public sealed class CbanCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("CBAN", From: Stage.Operator, Privilege: "ban", Syntax: "[-force] [<duration>] <#channel> :<reason>|<comment>", Help: "Keeps a channel from being created; lists without a mask.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Set(client, line, "CBAN", OperBanKind.Room);
}

/// <summary><c>UNCBAN &lt;#channel&gt;</c>.</summary>
public sealed class UncbanCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("UNCBAN", ParamsMin: 1, From: Stage.Operator, Privilege: "ban", Syntax: "<#channel>", Help: "Takes back what CBAN set.");

    public static void Handle(IrcSession client, in IrcLine line) => BanCommand.Lift(client, line, "UNCBAN", OperBanKind.Room);
}
