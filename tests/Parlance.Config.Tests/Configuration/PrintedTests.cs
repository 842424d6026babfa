using System.Runtime.CompilerServices;
using System.Text;
using Parlance.Configuration;
using Parlance.Toml;

namespace Parlance.Config.Tests.Configuration;

public sealed class PrintedTests
{
    [Fact]
    public void the_effective_configuration_means_itself()
    {
        var first = Configured.By("[server]\nname='x.y'\n[[listen.irc]]\nport=1\n[[class]]\n[limits]\nping_interval='90s'");
        var printed = Effective.Print(first);
        Assert.Null(TomlDocument.Parse(printed).Error);
        Assert.Equal(printed, Effective.Print(Configured.By(printed)));
    }

    [Fact]
    public void secrets_are_hidden()
    {
        var printed = Effective.Print(Configured.By("[server]\npassword='hunter2'\n[[oper]]\nname='a'\npassword='hunter2'\n[[links]]\nname='a.b'\npassword='hunter2'"));
        Assert.DoesNotContain("hunter2", printed);
        Assert.Contains("(hidden)", printed);
    }

    [Fact]
    public void what_has_no_effect_yet_is_marked()
    {
        var printed = Effective.Print(Configured.By("[[listen.xmpp_s2s]]"));
        Assert.Contains("[[listen.xmpp_s2s]]  # not yet", printed);
        Assert.Contains("long_texts = false  # not yet", printed);
    }

    [Fact]
    public void the_reference_page_is_the_schema() =>
        Assert.Equal(Reference.Page(), File.ReadAllText(Path.Combine(Repository(), "docs/operate/configuration.md")));

    [Theory, InlineData("deploy/parlance.toml"), InlineData("deploy/container.toml")]
    public void an_example_file_is_valid_and_without_surprises(string file)
    {
        var result = new ConfigurationSource { File = Path.Combine(Repository(), file) }.Read();
        Assert.Empty(result.Problems);
        Assert.Empty(result.Configuration!.Notes);
        Assert.NotEmpty(result.Configuration.Settings.Listeners);
    }

    [Fact]
    public void every_example_in_a_comment_of_the_example_file_is_valid_too()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository(), "deploy/parlance.toml"));
        var uncommented = lines.Select(line => line.StartsWith('#') && !line.StartsWith("# ") ? line[1..] : line);
        var result = new ConfigurationSource { File = Path.Combine(Repository(), "deploy/parlance.toml") }.Read(Encoding.UTF8.GetBytes(string.Join('\n', uncommented)));
        // Only files that an installation brings along may be missing.
        Assert.All(result.Problems, problem => Assert.Contains("does not exist", problem.What));
    }

    [Fact]
    public void every_key_reads_what_it_writes()
    {
        foreach (var key in Schema.Tables.SelectMany(table => table.Keys).Where(key => !key.Required && key.DefaultNote is null))
        {
            var document = TomlDocument.Parse($"v = {key.Write(key.Default)}");
            Assert.True(document.Root.TryGet("v", out var value) && key.TryRead(value, out var read) && key.Write(read) == key.Write(key.Default), key.Name);
        }
    }

    [Theory]
    [InlineData("line_lenght", "line_length", 2), InlineData("", "abc", 3), InlineData("same", "same", 0), InlineData("kitten", "sitting", 3)]
    public void the_distance_of_names_is_levenshteins(string a, string b, int distance) => Assert.Equal(distance, NearestName.Distance(a, b));

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath("../../..", Path.GetDirectoryName(here)!);
}
