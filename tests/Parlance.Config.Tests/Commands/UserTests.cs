using System.Text.Json;
using Parlance.Commands;
using Parlance.Config.Tests.Process;
using Parlance.Control;
using Parlance.Domain;
using Parlance.Log;
using Parlance.Process;

namespace Parlance.Config.Tests.Commands;

/// <summary><c>parlance user</c>, with a server beside it and without.</summary>
public sealed class UserTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("parlance-user-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void an_account_is_made_shown_changed_and_removed_without_a_server()
    {
        Assert.Equal(new(0, "Ana is made\n", ""), User("add", "-u", "Ana", "-p", "pencil", "--email", "ana@example.com"));
        Assert.Equal(new(0, "ben is made\n", ""), User("add", "ben", "-p", "crayon"));
        Assert.Equal(new(0, "Ana\nben\n", ""), User("list"));
        var shown = User("show", "ana").Output;
        foreach (var word in new[] { "ana@example.com", "SCRAM-SHA-1\n", "SCRAM-SHA-256\n", "SCRAM-SHA-512\n" }) Assert.Contains(word, shown, StringComparison.Ordinal);
        Assert.DoesNotContain("pencil", shown, StringComparison.Ordinal);
        Assert.Equal(new(0, "the password of Ana is changed\n", ""), User("passwd", "ana", "-p", "chalk"));
        Assert.Equal(new(0, "ben is removed\n", ""), User("remove", "BEN"));
        Assert.Equal("Ana\n", User("list").Output);
    }

    [Fact]
    public void what_cannot_be_done_is_said_in_a_line_and_fails()
    {
        User("add", "ana", "-p", "pencil");
        Assert.Equal(new(1, "", "parlance: there is an account 'ANA' already, or was one until lately\n"), User("add", "ANA", "-p", "x"));
        Assert.Equal(new(1, "", "parlance: there is no account 'nobody'\n"), User("passwd", "nobody", "-p", "x"));
        Assert.Equal(new(1, "", "parlance: there is no account 'nobody'\n"), User("remove", "nobody"));
        Assert.Equal(new(1, "", "parlance: a password has 1 to 1024 bytes and no control characters\n"), User("add", "ben", "-p", ""));
        Assert.Equal(1, User("add", "a b", "-p", "x").Status);
        Assert.Equal(1, User("add", "ben", "-p", "x", "--email", "nowhere").Status);
    }

    [Fact]
    public void what_is_not_understood_is_wrong_use()
    {
        foreach (var words in new[] { new[] { "add", "-p", "x" }, ["add", "ana", "-u", "ana", "-p", "x"], ["add", "ana", "-p", "x", "--password-stdin"], ["token", "add", "ana", "--lasts", "soon"], ["paint"] })
            Assert.Equal(2, User(words).Status);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public void json_is_what_a_script_reads()
    {
        using var made = JsonDocument.Parse(User("add", "ana", "-p", "pencil", "--json").Output);
        Assert.Equal("ana", made.RootElement.GetProperty("name").GetString());
        using var list = JsonDocument.Parse(User("list", "--json").Output);
        Assert.Equal(made.RootElement.GetProperty("id").GetString(), Assert.Single(list.RootElement.EnumerateArray()).GetProperty("id").GetString());
    }

    [Fact]
    public void a_token_is_shown_once_and_only_its_hash_is_kept()
    {
        User("add", "ana", "-p", "pencil");
        var token = User("token", "add", "ana", "--id", "ci", "--scope", "log", "--scope", "ban").Output.Trim();
        Assert.Equal(64, token.Length);
        Assert.StartsWith("ci log,ban until ", User("token", "list", "ana").Output, StringComparison.Ordinal);
        Assert.Equal(new(1, "", "parlance: that token is there already\n"), User("token", "add", "ana", "--id", "ci"));
        Assert.DoesNotContain(token, User("show", "ana", "--json").Output, StringComparison.Ordinal);
        Assert.Equal(new(0, "ci is removed\n", ""), User("token", "remove", "ana", "ci"));
        Assert.Equal("no tokens\n", User("token", "list", "ana").Output);
        Assert.Equal(1, User("token", "remove", "ana", "ci").Status);
    }

    [Fact]
    public void the_log_holds_no_password_in_the_clear_and_no_hash()
    {
        User("add", "ana", "-p", "pencil-sharpener");
        foreach (var file in Directory.GetFiles(_folder)) Assert.DoesNotContain("pencil-sharpener", File.ReadAllText(file), StringComparison.Ordinal);
        using var log = LogReader.Open(_folder);
        var made = Assert.Single(log.Query(new() { Kinds = ["account.create"] }));
        Assert.Equal("""{"name":"ana","folded":"ana"}""", made.Payload);
        Assert.Contains("stored_key", made.Sealed, StringComparison.Ordinal);
    }

    /// <summary>Each command is a start of a node; its stamps must not run ahead of the wall for it.</summary>
    [Fact]
    public void many_commands_in_a_row_do_not_push_the_clock()
    {
        for (var i = 0; i < 5; i++) User("add", $"u{i}", "-p", "x");
        using var log = LogReader.Open(_folder);
        var last = log.Query(new() { Kinds = ["account.create"] })[^1];
        Assert.True(DateTimeOffset.Parse(last.Timestamp, System.Globalization.CultureInfo.InvariantCulture) <= DateTimeOffset.UtcNow.AddSeconds(1));
    }

    [Fact]
    public async Task beside_a_running_server_it_is_done_at_once_and_lasts_over_a_restart()
    {
        User("add", "ana", "-p", "pencil");
        var config = Path.Combine(_folder, "parlance.toml");
        await File.WriteAllTextAsync(config, $"[data]\ndir = \"{_folder}\"\n");
        var output = new Heard();
        var process = new ServerProcess(new() { File = config }, (configuration, log) => new NodeHost(configuration, log), output, TextWriter.Null);
        var run = Task.Run(process.Run);
        await output.Said("parlance: ready");
        Assert.Equal(new(0, "ben is made\n", ""), User("add", "ben", "-p", "crayon"));
        Assert.Equal("ana\nben\n", User("list").Output);
        Assert.Equal(new(1, "", "parlance: there is an account 'ana' already, or was one until lately\n"), User("add", "ana", "-p", "x"));
        Assert.Equal(new(0, "ana is removed\n", ""), User("remove", "ana"));
        using (var client = new ControlClient(_folder))
            Assert.Contains("is not known", Assert.Throws<ControlException>(() => client.Ask("user")).Message, StringComparison.Ordinal);
        process.End("test");
        await run;
        Assert.Equal("ben\n", User("list").Output);
    }

    [Fact]
    public void a_folder_that_another_process_holds_is_left_alone()
    {
        using var held = DataFolder.Open(_folder);
        var tried = User("list");
        Assert.Equal((1, ""), (tried.Status, tried.Output));
        Assert.StartsWith("parlance: ", tried.Error, StringComparison.Ordinal);
    }

    private Came User(params string[] words)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var status = CommandTree.Invoke(["user", .. words, .. words is ["paint"] ? Array.Empty<string>() : ["-d", _folder]], output, error);
        return new(status, output.ToString(), error.ToString());
    }

    private sealed record Came(int Status, string Output, string Error);
}
