using Parlance.Log;

namespace Parlance.Config.Tests.Commands;

/// <summary>Each of the three commands says in one line what is wrong with the folder it was given.</summary>
public sealed class LogBadInputTests
{
    public static TheoryData<string> Commands => ["tail", "query", "verify"];

    [Theory, MemberData(nameof(Commands))]
    public void a_folder_that_is_not_there(string command) =>
        Ran.Log(command, "--data", "/nowhere/at/all").Fails(1, "parlance: There is no folder /nowhere/at/all. Name the node's data folder with --data, or its configuration with --config.");

    [Theory, MemberData(nameof(Commands))]
    public void a_folder_without_a_log(string command)
    {
        using var log = new LogFolder();
        File.Delete(log.Database);
        log.Run(command).Fails(1, $"There is no log in {log.Path}");
    }

    [Theory, MemberData(nameof(Commands))]
    public void a_file_that_is_no_database(string command)
    {
        using var log = new LogFolder();
        File.WriteAllText(log.Database, new string('x', 8192));
        log.Run(command).Fails(1, "it is not a database. Move it away, or restore the last backup.");
    }

    [Theory, MemberData(nameof(Commands))]
    public void an_empty_file(string command)
    {
        using var log = new LogFolder();
        File.WriteAllText(log.Database, "");
        log.Run(command).Fails(1, "is not a log of this server");
    }

    [Theory, MemberData(nameof(Commands))]
    public void a_file_that_is_cut_off(string command)
    {
        using var log = new LogFolder();
        using (var file = File.OpenWrite(log.Database)) file.SetLength(4096 * 2);
        log.Run(command).Fails(1, "it is damaged.");
    }

    [Theory, MemberData(nameof(Commands))]
    public void a_configuration_that_is_not_there(string command) =>
        Ran.Log(command, "--config", "/nowhere/parlance.toml").Fails(1, "/nowhere/parlance.toml:1:1: there is no such file");

    [Theory, MemberData(nameof(Commands))]
    public void a_configuration_names_the_folder(string command)
    {
        using var log = new LogFolder();
        var file = Path.Combine(log.Path, "parlance.toml");
        File.WriteAllText(file, $"[data]\ndir = \"{log.Path}\"\n");
        Assert.Equal(0, Ran.Log(command, "--config", file).Status);
    }

    [Fact]
    public void a_log_without_events_is_no_mistake()
    {
        var path = Directory.CreateTempSubdirectory("parlance-log-").FullName;
        try
        {
            using (var folder = DataFolder.Open(path))
            using (SqliteEventStore.Open(folder, new EventCodec(typeof(Domain.Event).Assembly), Durability.Relaxed))
            {
            }

            Assert.Equal(new Ran(0, "", ""), Ran.Log("tail", "--data", path));
            Assert.Contains("intact. It has no events.", Ran.Log("verify", "--data", path).Output);
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    [Fact]
    public void an_output_that_takes_nothing()
    {
        using var log = new LogFolder();
        using var error = new StringWriter();
        using var disk = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var full = new StreamWriter(disk);
        Assert.Equal(1, Parlance.Commands.CommandTree.Invoke(["log", "tail", "--data", log.Path], full, error));
        Assert.Contains("parlance: the output cannot be written: No space left on device", error.ToString());
    }
}
