using System.Security.Cryptography;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Rooms;
using Parlance.Engine;

namespace Parlance.Irc.Services;

/// <summary>One request to a service: who asks, the words after the command, and ways to answer.</summary>
public sealed class ServiceCall(PseudoUser service, IrcSession client, string[] words)
{
    public IrcSession Client => client;
    public Node Node => client.Node;
    public string[] Words => words;

    /// <summary>The asker's account, by its name as it compares; null: a guest.</summary>
    public string? Account => client.User?.AccountFolded;

    /// <summary>A word; null: there are not so many.</summary>
    public string? Word(int index) => index < words.Length ? words[index] : null;

    /// <summary>The words from one on, as one text; null: there are none.</summary>
    public string? Rest(int from) => from < words.Length ? string.Join(' ', words[from..]) : null;

    /// <summary>Answers with a notice. Nothing is said to who is gone by now.</summary>
    public void Say(string text)
    {
        if (client.User is null) return;
        var pen = client.StartLine();
        pen.From(service.Source(client.Node)).Word("NOTICE"u8).Word(client.Nick).Trail(text).End();
        client.Flush(pen);
    }

    /// <summary>The room of that name; null: the asker was told that there is none.</summary>
    public Room? RoomOf(string name)
    {
        if (client.RoomOf(name) is { } room && (client.CanSee(room) || room.AccessOf(Account) > Access.None)) return room;
        Say($"There is no channel {Queries.Words.Echo(name)}.");
        return null;
    }

    /// <summary>Asks the room in the user's name; with the privilege <c>override</c>, in staff's where the user's own standing does not do.</summary>
    /// <returns>Whether it was done; if not, the user was told why.</returns>
    public bool Ask(Room room, RoomCommand command)
    {
        var refusal = client.Node.Ask(client, room, command);
        if (refusal?.Code is RefusalCode.RankTooLow or RefusalCode.TargetOutranks or RefusalCode.OperatorsOnly && client.HasPrivilege("override")) refusal = client.Node.Ask(client, room, command, asOperator: true);
        if (refusal is null) return true;
        Say(ServiceRefusals.WordsFor(refusal, "#" + room.Name));
        return false;
    }

    /// <summary>Whether the code that confirms something grave was given; if not, the user is told it. It is the same for the same thing: it guards against slips, not against thieves.</summary>
    /// <param name="given">What was given; null: nothing.</param>
    /// <param name="command">The command to write, without the code.</param>
    /// <param name="what">What would happen, in a sentence.</param>
    /// <param name="id">The id of what it happens to.</param>
    public bool IsConfirmed(string? given, string command, string what, EventId id)
    {
        var code = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{command} {id} {Account}")), 0, 4);
        if (given == code) return true;
        Say(what);
        Say($"To confirm, write: /msg {service.Nick} {command} {code}");
        return false;
    }
}
