using System.CommandLine;
using System.Globalization;
using Parlance.Log;
using Parlance.Process;

namespace Parlance.Commands;

/// <summary><c>parlance backup DIR</c> and <c>parlance restore DIR</c>.</summary>
internal static class BackupCommand
{
    public static Command Backup()
    {
        var to = new Argument<string>("DIR") { Description = "A folder that is not there yet." };
        var command = new Command("backup", "Copy the data folder, while the server runs or not: log, keys, certificates, everything. The copy is verified. It has the keys: keep it where only you can read it.") { to };
        command.Changes((given, configuration) =>
        {
            var list = LogBackup.Take(configuration.DataFolder, Path.GetFullPath(given.GetValue(to)!));
            given.InvocationConfiguration.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{list.Files.Count} files, events 1 to {list.Last}, verified: {Path.GetFullPath(given.GetValue(to)!)}"));
            return ExitStatus.Done;
        });
        return command;
    }

    public static Command Restore()
    {
        var from = new Argument<string>("DIR") { Description = "A folder that 'parlance backup' made." };
        var command = new Command("restore", "Put a backup in the place of the data folder of a stopped server, after proving that it is as it was written. What is there now is kept beside; people erased since stay erased.") { from };
        command.Changes((given, configuration) =>
        {
            var aside = LogBackup.Restore(Path.GetFullPath(given.GetValue(from)!), configuration.DataFolder, ServerEvents.Codec());
            var output = given.InvocationConfiguration.Output;
            output.WriteLine($"Restored to {configuration.DataFolder}, and verified. The configuration is not part of a backup.");
            if (aside is not null) output.WriteLine($"What was there is in {aside}: delete it when it is not needed any more.");
            return ExitStatus.Done;
        });
        return command;
    }
}
