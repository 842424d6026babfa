using System.Reflection;
using System.Text;
using Parlance.Engine.Metering;
using Parlance.Irc.Wire;

namespace Parlance.Irc;

/// <summary>All commands, and the one gate before them: known, allowed at this stage, enough words, rights. Handlers check none of it again.</summary>
public sealed class IrcCommands
{
    /// <summary>The longest command name there is; a longer word is unknown.</summary>
    public const int NameMax = 16;

    private readonly Dictionary<string, Card>.AlternateLookup<ReadOnlySpan<char>> _byChars;

    public delegate void Handler(IrcSession client, in IrcLine line);

    public sealed record Card(Verb Verb, Handler Handle)
    {
        /// <summary>How often it was used since the start, for STATS m.</summary>
        public long Uses => Meter.Uses;

        internal CommandMeter Meter { get; } = new("irc", Verb.Name);
    }

    public IrcCommands()
    {
        var cards = new Dictionary<string, Card>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in typeof(IrcCommands).Assembly.GetTypes())
        {
            if (!type.IsClass || !type.IsAssignableTo(typeof(IIrcCommand))) continue;
            var verb = (Verb)type.GetProperty(nameof(IIrcCommand.Verb), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            var handle = type.GetMethod(nameof(IIrcCommand.Handle), BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Handler>();
            cards.Add(verb.Name, new(verb, handle));
        }

        All = cards;
        _byChars = cards.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public IReadOnlyDictionary<string, Card> All { get; }

    public Card? Find(ReadOnlySpan<byte> name)
    {
        Span<char> chars = stackalloc char[NameMax];
        return name.Length <= NameMax && _byChars.TryGetValue(chars[..Encoding.ASCII.GetChars(name, chars)], out var card) ? card : null;
    }

    public static void Run(IrcSession client, in IrcLine line, Card? card)
    {
        if (card is null)
        {
            if (client.Stage == Stage.Registering) client.Reply(Numerics.NotRegistered);
            else client.Reply(Numerics.UnknownCommand, Clean(line.Verb));
            return;
        }

        var meters = client.Node.Commands;
        var began = meters.Begin(card.Meter);
        Admit(client, line, card);
        meters.End(card.Meter, began);
    }

    private static void Admit(IrcSession client, in IrcLine line, Card card)
    {
        if (client.IsShunned)
        {
            Operators.Shunned.Run(client, line, card);
            return;
        }

        var verb = card.Verb;
        if (verb.From == Stage.Registering && client.Stage != Stage.Registering) client.Reply(Numerics.AlreadyRegistered);
        else if (verb.From >= Stage.Registered && client.Stage == Stage.Registering) client.Reply(Numerics.NotRegistered);
        else if (verb.From == Stage.Operator && client.User?.Operator is null) client.Reply(Numerics.NoPrivileges);
        else if (verb.Privilege is { } privilege && !client.HasPrivilege(privilege)) client.Reply(Numerics.NoPrivilege, privilege);
        else if (line.Count < verb.ParamsMin) client.Reply(Numerics.NeedMoreParams, verb.Name);
        else card.Handle(client, line);
    }

    /// <summary>A word from a client, safe to say back: valid UTF-8, no controls, cut.</summary>
    private static string Clean(ReadOnlySpan<byte> word) =>
        new([.. Encoding.UTF8.GetString(word[..Math.Min(word.Length, 64)]).Where(c => !char.IsControl(c) && c != ' ')]);
}
