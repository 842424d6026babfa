using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Services;

/// <summary><c>NICKSERV &lt;words&gt;</c>: the same as a message to NickServ, which nobody else can catch.</summary>
public sealed class NickServVerb : IIrcCommand
{
    public static Verb Verb { get; } = new("NICKSERV", Cost: 2, Syntax: "[<command> [<words>]]", Help: "Asks NickServ, which looks after accounts; without words it helps.");

    public static void Handle(IrcSession client, in IrcLine line) => ServiceWords.Ask(client, client.Dialect.Services.NickServ, line);
}

/// <summary><c>NS</c> is short for <c>NICKSERV</c>.</summary>
public sealed class NsVerb : IIrcCommand
{
    public static Verb Verb { get; } = new("NS", Cost: 2, Syntax: "[<command> [<words>]]", Help: "Asks NickServ, which looks after accounts; without words it helps.");

    public static void Handle(IrcSession client, in IrcLine line) => ServiceWords.Ask(client, client.Dialect.Services.NickServ, line);
}

/// <summary><c>CHANSERV &lt;words&gt;</c>: the same as a message to ChanServ.</summary>
public sealed class ChanServVerb : IIrcCommand
{
    public static Verb Verb { get; } = new("CHANSERV", Cost: 2, Syntax: "[<command> [<words>]]", Help: "Asks ChanServ, which looks after registered channels; without words it helps.");

    public static void Handle(IrcSession client, in IrcLine line) => ServiceWords.Ask(client, client.Dialect.Services.ChanServ, line);
}

/// <summary><c>CS</c> is short for <c>CHANSERV</c>.</summary>
public sealed class CsVerb : IIrcCommand
{
    public static Verb Verb { get; } = new("CS", Cost: 2, Syntax: "[<command> [<words>]]", Help: "Asks ChanServ, which looks after registered channels; without words it helps.");

    public static void Handle(IrcSession client, in IrcLine line) => ServiceWords.Ask(client, client.Dialect.Services.ChanServ, line);
}

internal static class ServiceWords
{
    public static void Ask(IrcSession client, PseudoUser service, in IrcLine line)
    {
        var words = new StringBuilder();
        for (var i = 0; i < line.Count; i++) words.Append(i == 0 ? "" : " ").Append(Encoding.UTF8.GetString(line[i]));
        service.Answer(client, words.ToString());
    }
}
