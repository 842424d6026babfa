using Parlance.Irc.Wire;

namespace Parlance.Irc.Queries;

/// <summary><c>HELP [&lt;subject&gt;]</c>: Modern IRC. What a command is comes from its card.</summary>
public sealed class HelpCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("HELP", Syntax: "[<command|subject>]", Help: "Explains a command or a subject. Without one, lists them.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        var asked = line.Text(0);
        var subject = asked.Length == 0 ? "*" : Words.Echo(asked.ToUpperInvariant());
        if (HelpTopics.Find(client, asked) is not { } text)
        {
            client.Reply(Numerics.HelpNotFound, subject);
            return;
        }

        client.ReplyText(Numerics.HelpStart, text[0], subject);
        client.ReplyText(Numerics.HelpText, "", subject);
        foreach (var row in text[1..^1]) client.ReplyText(Numerics.HelpText, row, subject);
        client.ReplyText(Numerics.EndOfHelp, text[^1], subject);
    }
}

/// <summary><c>HELPOP</c>: the other name of HELP.</summary>
public sealed class HelpopCommand : IIrcCommand
{
    public static Verb Verb { get; } = new("HELPOP", Syntax: "[<command|subject>]", Help: "The same as HELP.");

    public static void Handle(IrcSession client, in IrcLine line) => HelpCommand.Handle(client, line);
}
