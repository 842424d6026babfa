using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>RULES [&lt;server&gt;]</c>: the server's rules, as InspIRCd and UnrealIRCd answer it (308, 232, 309; 434 without any).</summary>
public sealed class RulesCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("RULES", Cost: 3, Syntax: "[<server>]", Help: "Shows the server's rules.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        if (client.AsksElsewhere(line, 0)) return;
        var rules = client.Node.Settings.Server.Rules;
        if (rules.Count == 0)
        {
            client.Reply(Numerics.NoRules);
            return;
        }

        client.ReplyText(Numerics.RulesStart, $"- {client.ServerName} Server Rules - ");
        foreach (var rule in rules) client.ReplyText(Numerics.Rules, $"- {rule}");
        client.Reply(Numerics.EndOfRules);
    }
}
