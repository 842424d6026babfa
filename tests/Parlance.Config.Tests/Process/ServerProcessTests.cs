using Parlance.Configuration;
using Parlance.Control;
using Parlance.Process;

namespace Parlance.Config.Tests.Process;

public sealed class ServerProcessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlance-process").FullName;
    private readonly StringWriter _errors = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task it_says_how_to_connect_then_that_it_is_ready_and_ends_clean()
    {
        var node = new FakeNode();
        var (process, output, run) = Start(node, new() { DataFolder = _folder });
        await output.Said("parlance: ready");
        process.End("test");
        Assert.Equal(ExitStatus.Done, await run);

        var said = output.ToString();
        Assert.Contains("irssi -c 127.0.0.1 -p 6667", said);
        Assert.Contains("-p 6697 --tls", said);
        Assert.Contains("ws://127.0.0.1:8097/", said);
        Assert.Contains(File.ReadAllText(Path.Combine(_folder, "operator")).Trim(), said);
        Assert.EndsWith("parlance: ready\n", said);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "operator")));
        Assert.Equal(["start", "stop", "dispose"], node.Told);
        Assert.False(File.Exists(Path.Combine(_folder, ControlServer.FileName)));
    }

    [Fact]
    public async Task the_operators_password_is_made_and_shown_once()
    {
        for (var start = 0; start < 2; start++)
        {
            var (process, output, run) = Start(new FakeNode(), new() { DataFolder = _folder });
            await output.Said("parlance: ready");
            process.End("test");
            await run;
            Assert.Equal(start == 0, output.ToString().Contains("/OPER root"));
        }
    }

    [Fact]
    public async Task a_wrong_configuration_is_told_and_nothing_starts()
    {
        var file = Write("[server]\nnam='x'");
        var node = new FakeNode();
        var (_, _, run) = Start(node, new() { File = file });
        Assert.Equal(ExitStatus.Failed, await run);
        Assert.Contains($"{file}:2:1: 'nam' is not a key of [server]; did you mean 'name'?", _errors.ToString());
        Assert.Empty(node.Told);
    }

    [Fact]
    public async Task what_stops_a_start_is_told_in_a_line()
    {
        var (_, _, run) = Start(new FakeNode { Refuses = "port 6667 is taken; stop the other server" }, new() { DataFolder = _folder });
        Assert.Equal(ExitStatus.Failed, await run);
        Assert.Contains("port 6667 is taken; stop the other server\n", _errors.ToString());
    }

    [Fact]
    public async Task a_data_folder_that_cannot_be_made_is_told_in_a_line()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        var (_, _, run) = Start(new FakeNode(), new() { DataFolder = Path.Combine(file, "data") });
        Assert.Equal(ExitStatus.Failed, await run);
        Assert.Contains("cannot be written", _errors.ToString());
        Assert.DoesNotContain("   at ", _errors.ToString());
    }

    [Fact]
    public async Task a_node_that_fails_ends_the_process_with_a_failure()
    {
        var node = new FakeNode();
        var (_, output, run) = Start(node, new() { DataFolder = _folder });
        await output.Said("parlance: ready");
        node.Fail(new InvalidOperationException("out of luck"));
        Assert.Equal(ExitStatus.Failed, await run);
        Assert.Contains("the node failed: out of luck", _errors.ToString());
    }

    [Fact]
    public async Task a_reload_takes_a_good_file_and_keeps_the_old_settings_for_a_bad_one()
    {
        var file = Write("[limits]\nline_length=600\n");
        var node = new FakeNode();
        var (process, output, run) = Start(node, new() { File = file });
        await output.Said("parlance: ready");

        using (var client = new ControlClient(Path.Combine(_folder, "data")))
        {
            Write("[limits]\nline_length=700\n");
            Assert.True(client.Ask("reload").GetProperty("ok").GetBoolean());
            Assert.Equal(700, node.Reloaded?.Limits.LineLength);

            Write("[limits]\nline_length=7\n");
            Assert.Contains("the old one stays", Assert.Throws<ControlException>(() => client.Ask("reload")).Message);
            Assert.Equal(700, node.Reloaded?.Limits.LineLength);
            Assert.Contains("line_length is 7; it must be", _errors.ToString());
        }

        process.End("test");
        Assert.Equal(ExitStatus.Done, await run);
    }

    private string Write(string toml)
    {
        var file = Path.Combine(_folder, "parlance.toml");
        File.WriteAllText(file, toml);
        return file;
    }

    private (ServerProcess Process, Heard Output, Task<int> Run) Start(FakeNode node, ConfigurationSource source)
    {
        var output = new Heard();
        var process = new ServerProcess(source, (_, _) => node, output, _errors);
        return (process, output, Task.Run(process.Run));
    }
}
