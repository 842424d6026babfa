using System.CommandLine;
using System.Globalization;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Domain;
using Parlance.Engine.Loop;
using Parlance.Log;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance log erase --user UID | --account A</c>: destroys a person's keys, beside a running server or without one.</summary>
internal static class LogErase
{
    public static Command Command()
    {
        var user = LogOptions.Read<Uid?>("--user", "A guest: the user's id, as the log shows it.", "UID", text => Uid.TryParse(text, out var uid) ? uid : null, $"is a user's id of {Uid.Length} characters, such as 1PAA00001");
        var account = LogOptions.Read<string?>("--account", "An account: its name, or its id. The account is removed.", "A", text => text.Length is > 0 and <= LogOptions.TargetLengthMax ? text : null, $"has 1 to {LogOptions.TargetLengthMax} characters");
        var command = new Command("erase", "Erase a person: their texts, addresses and e-mail can be read no more, in no copy of the log. This cannot be undone.") { user, account };
        command.Validators.Add(given =>
        {
            if (given.GetResult(user) is null == given.GetResult(account) is null) given.AddError("one of --user and --account is needed");
        });
        command.Changes((given, configuration) => Run(given, configuration, new(given.GetValue(user), given.GetValue(account))));
        return command;
    }

    private static int Run(ParseResult given, ServerConfiguration configuration, ErasureRequest asked)
    {
        var keys = File.Exists(Path.Combine(configuration.DataFolder, ControlServer.FileName)) && Ask(configuration.DataFolder, asked) is { } there ? there : Alone(configuration, asked);
        given.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Erased: {keys} keys are destroyed. Copies of {DataFolder.KeysOf(configuration.DataFolder)} elsewhere still open what they opened: destroy them, or restore with 'parlance restore', which erases again."));
        return ExitStatus.Done;
    }

    /// <summary>Null: nobody listens on the socket that a killed server left.</summary>
    private static int? Ask(string folder, ErasureRequest asked)
    {
        using var node = ControlClient.IfRunning(folder);
        return node?.Ask("erase", asked.User is { } uid ? ("user", uid.ToString()) : ("account", asked.Account!)).GetProperty("keys").GetInt32();
    }

    private static int Alone(ServerConfiguration configuration, ErasureRequest asked)
    {
        var plan = asked.Plan(configuration.DataFolder);
        using var node = OfflineNode.Open(configuration);
        var why = node.Ask(new ShortQuestion<string?>(there => there.Erase(plan))).GetAwaiter().GetResult();
        return why is null ? Erasure.Destroy(configuration.DataFolder, node.Keys, plan.Erased) : throw new StoreException($"Not erased: {why}.");
    }
}
