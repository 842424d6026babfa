using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parlance.Domain;
using Parlance.Process;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance replay --at T</c>: what was true at a moment, as JSON.</summary>
internal static class ReplayCommand
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Command()
    {
        var at = new Option<string>("--at") { Description = $"The moment: {LogMoment.Forms}.", HelpName = "T", Required = true };
        var known = new Option<bool>("--as-known") { Description = "As the node knew it then. The default." };
        var resolved = new Option<bool>("--as-resolved") { Description = "As it is known now that everything has arrived. On a node without others both are the same." };
        var (selection, db) = (new StateSelection(), LogCommand.Database());
        var command = new Command("replay", "The state of the node at a moment, as JSON: users, rooms, bans and all else, or one room, user or account.") { at, known, resolved, db };
        selection.AddTo(command);
        command.Validators.Add(given =>
        {
            if (given.GetResult(known) is not null && given.GetResult(resolved) is not null) given.AddError("--as-known and --as-resolved: one of them");
        });
        command.Does((given, place, stop) => Task.FromResult(Run(given, place, given.GetValue(at)!, selection, stop)), db);
        return command;
    }

    private static int Run(ParseResult given, string place, string at, StateSelection selection, CancellationToken stop)
    {
        using var log = StateReplay.Open(place, ServerEvents.Codec());
        var position = LogMoment.Position(log, at, DateTimeOffset.UtcNow);
        var state = log.StateAt(position, stop);
        var rows = selection.In(state, log, given, at);
        if (!log.HasKeys) given.InvocationConfiguration.Error.WriteLine("parlance: without the file of keys, texts, addresses and masks are empty");

        using var output = new MemoryStream();
        Write(output, log, position, state, rows);
        output.WriteByte((byte)'\n');
        Print(given.InvocationConfiguration.Output, output);
        return ExitStatus.Done;
    }

    /// <param name="rows">What was asked for; null: all.</param>
    internal static void Write(Stream to, StateReplay log, long position, NodeState state, IReadOnlyList<(StateTable Table, string Key)>? rows)
    {
        using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        json.WriteNumber("position", position);
        json.WriteString("timestamp", log.TimeOf(position));
        json.WriteString("hash", Convert.ToHexStringLower(StateHash.Of(state)));
        StateSelection.Write(json, state, rows);
        json.WriteEndObject();
    }

    /// <summary>As bytes where it is standard output: a large state is not made into one string.</summary>
    private static void Print(TextWriter to, MemoryStream text)
    {
        text.Position = 0;
        if (!ReferenceEquals(to, Console.Out))
        {
            to.Write(System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length));
            return;
        }

        to.Flush();
        using var output = Console.OpenStandardOutput();
        text.CopyTo(output);
    }
}
