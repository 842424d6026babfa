using System.Reflection;

namespace Parlance.Irc.Services;

/// <summary>A pseudo user that answers people's words: there is nobody behind it, and it is in no list of users.</summary>
public sealed class PseudoUser
{
    /// <summary>Words of one request; what follows is part of the last.</summary>
    public const int WordsMax = 16;

    private readonly SortedDictionary<string, Command> _commands = new(StringComparer.OrdinalIgnoreCase);

    private sealed record Command(ServiceCard Card, Action<ServiceCall> Handle);

    /// <param name="nick">Its nick.</param>
    /// <param name="about">What it is for, in a sentence.</param>
    /// <param name="contract">The interface of its commands.</param>
    internal PseudoUser(string nick, string about, Type contract)
    {
        (Nick, About) = (nick, about);
        foreach (var type in typeof(PseudoUser).Assembly.GetTypes())
        {
            if (!type.IsClass || !type.IsAssignableTo(contract)) continue;
            var card = (ServiceCard)type.GetProperty(nameof(INickServCommand.Card), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            _commands.Add(card.Name, new(card, type.GetMethod(nameof(INickServCommand.Handle), BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Action<ServiceCall>>()));
        }
    }

    public string Nick { get; }
    public string About { get; }

    public IEnumerable<ServiceCard> Cards => _commands.Values.Select(c => c.Card);

    /// <summary>As it stands before its lines: <c>nick!user@host</c>.</summary>
    public string Source(Engine.Node node) => $"{Nick}!{Nick}@{node.Settings.Server.Name}";

    /// <summary>Answers a request.</summary>
    public void Answer(IrcSession client, string text)
    {
        var words = text.Split(' ', WordsMax, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var name = words.Length == 0 ? "HELP" : words[0];
        var call = new ServiceCall(this, client, words.Length == 0 ? [] : words[1..]);
        if (name.Equals("HELP", StringComparison.OrdinalIgnoreCase)) Help(call);
        else if (!_commands.TryGetValue(name, out var command)) call.Say($"There is no such command here. HELP lists them.");
        else if (command.Card.NeedsAccount && client.User!.Account is null) call.Say("You need an account for that: log in first.");
        else if (call.Words.Length < command.Card.WordsMin) call.Say($"Write: {command.Card.Name} {command.Card.Syntax}");
        else command.Handle(call);
    }

    private void Help(ServiceCall call)
    {
        if (call.Words.Length > 0 && _commands.TryGetValue(call.Words[0], out var command))
        {
            call.Say($"{command.Card.Name} {command.Card.Syntax}".TrimEnd());
            call.Say(command.Card.Help);
            return;
        }

        call.Say($"{About} HELP <command> tells more of each.");
        foreach (var card in Cards) call.Say($"{card.Name} {card.Syntax}".TrimEnd());
    }
}
