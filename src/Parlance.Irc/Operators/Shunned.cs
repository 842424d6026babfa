using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary>What is left to those whom staff ignores: to stay connected, to leave, and to prove that they are staff. Their words are not passed on.</summary>
public static class Shunned
{
    /// <summary>Runs the little that is allowed; everything else is as if it had not come.</summary>
    public static void Run(IrcSession client, in IrcLine line, IrcCommands.Card card)
    {
        switch (card.Verb.Name)
        {
            case "PING" or "PONG" or "OPER":
                card.Handle(client, line);
                break;
            case "QUIT":
                client.Node.Disconnect(client.Connection, "Client quit");
                break;
            case "PART" when line.Count > 0 && IrcLine.TryParse(Encoding.UTF8.GetBytes($"PART {Encoding.UTF8.GetString(line[0])}"), out var wordless):
                card.Handle(client, wordless);
                break;
        }
    }
}
