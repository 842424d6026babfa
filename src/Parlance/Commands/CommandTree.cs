using System.CommandLine;

namespace Parlance.Commands;

/// <summary>Every command of <c>parlance</c>, and how its end becomes an exit status.</summary>
internal static class CommandTree
{
    public static int Invoke(string[] args) => Invoke(args, Console.Out, Console.Error);

    public static int Invoke(string[] args, TextWriter output, TextWriter error)
    {
        var root = Root();
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        if (parsed.Errors.Count == 0) return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, Output = output, Error = error });

        foreach (var mistake in parsed.Errors) error.WriteLine($"parlance: {mistake.Message}");
        error.WriteLine("parlance: see parlance --help");
        return ExitStatus.WrongUse;
    }

    public static RootCommand Root()
    {
        var root = new RootCommand("Parlance: a chat server in which every change is an event in a log.");
        root.Add(RunCommand());
        root.Add(Check.Command());
        root.Add(Version.Command());
        root.Add(HashPassword.Command());
        root.Add(UserCommand.Command());
        root.Add(ClassicCommand.Export());
        root.Add(ClassicCommand.Import());
        root.Add(Top.Command());
        root.Add(BenchCommand.Command());
        root.Add(LogCommand.Command());
        root.Add(ReplayCommand.Command());
        root.Add(DiffCommand.Command());
        root.Add(BackupCommand.Backup());
        root.Add(BackupCommand.Restore());
        return root;
    }

    private static Command RunCommand()
    {
        var (config, data) = (Options.Config(), Options.Data());
        var command = new Command("run", "Serve, in the foreground. SIGTERM ends it, SIGHUP reloads the configuration; it is ready when it prints \"parlance: ready\".") { config, data };
        command.SetAction(given => Run.Serve(RunArguments.From(given.GetValue(config), given.GetValue(data))));
        return command;
    }
}
