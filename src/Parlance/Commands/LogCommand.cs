using System.CommandLine;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary><c>parlance log ...</c>: the event log from outside, beside a running node or without one.</summary>
internal static class LogCommand
{
    public static Command Command() => new("log", "Read the event log of a node, running or not, verify it, and look after it.")
    {
        LogTail.Command(), LogQuery.Command(), LogVerify.Command(), LogErase.Command(), LogCompact.Command(), LogRepairCommand.Command(),
    };

    /// <summary>Finds the folder, runs, and turns what goes wrong into a line and an exit status. The work is told to stop by SIGINT and SIGTERM, which end it well.</summary>
    /// <param name="db">An option that names the database itself, in the place of the folder.</param>
    public static void Does(this Command command, Func<ParseResult, string, CancellationToken, Task<int>> work, Option<string?>? db = null)
    {
        var (config, data) = (Options.Config(), Options.Data());
        command.Add(config);
        command.Add(data);
        command.SetAction(async (given, stop) =>
        {
            var error = given.InvocationConfiguration.Error;
            using var ending = new LogEnding(stop);
            try
            {
                if (db is not null && given.GetValue(db) is { } copy) return await Task.Run(() => work(given, Copy(copy), ending.Token), CancellationToken.None);
                if (Folder(given.GetValue(config), given.GetValue(data), error) is not { } folder) return ExitStatus.Failed;
                return await Task.Run(() => work(given, folder, ending.Token), CancellationToken.None);
            }
            catch (OperationCanceledException)
            {
                await error.WriteLineAsync("parlance: ended before it was done");
                return ExitStatus.Failed;
            }
            catch (StoreException e)
            {
                await error.WriteLineAsync($"parlance: {e.Message}");
                return ExitStatus.Failed;
            }
            catch (IOException e)
            {
                // The store's own troubles are StoreExceptions: this is the output, such as a file on a full disk.
                await error.WriteLineAsync($"parlance: the output cannot be written: {e.Message}");
                return ExitStatus.Failed;
            }
        });
    }

    /// <summary>For commands that change something: they need the whole configuration. What goes wrong becomes a line and an exit status.</summary>
    public static void Changes(this Command command, Func<ParseResult, ServerConfiguration, int> work)
    {
        var (config, data) = (Options.Config(), Options.Data());
        command.Add(config);
        command.Add(data);
        command.SetAction(given =>
        {
            var error = given.InvocationConfiguration.Error;
            var (configuration, problems) = RunArguments.From(given.GetValue(config), given.GetValue(data)).Read();
            foreach (var problem in problems) error.WriteLine(problem);
            if (configuration is null) return ExitStatus.Failed;

            try
            {
                return work(given, configuration);
            }
            catch (Exception e) when (e is StoreException or ControlException)
            {
                error.WriteLine($"parlance: {e.Message}");
                return ExitStatus.Failed;
            }
        });
    }

    /// <summary>For those who look at a copy: <c>--db F</c>.</summary>
    public static Option<string?> Database() => new("--db") { Description = "A copy of the database (its keys beside it), or a data folder, in the place of the node's own.", HelpName = "F" };

    private static string Copy(string path) => File.Exists(path) || Directory.Exists(path) ? path : throw new StoreException($"There is no {path}. --db names a copy of parlance.db, or a data folder.");

    /// <summary>The data folder that <c>run</c> would use; null: said why not.</summary>
    private static string? Folder(string? config, string? data, TextWriter error)
    {
        var (configuration, problems) = RunArguments.From(config, data).Read();
        foreach (var problem in problems) error.WriteLine(problem);
        if (configuration?.DataFolder is not { } folder) return null;

        try
        {
            if (!Directory.Exists(folder)) throw new StoreException($"There is no folder {folder}. Name the node's data folder with --data, or its configuration with --config.");
            _ = Directory.EnumerateFileSystemEntries(folder).Any();
            return folder;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreException($"The data folder {folder} may not be read by this user. Run the command as the server's user.", e);
        }
    }
}
