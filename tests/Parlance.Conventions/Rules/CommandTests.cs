using System.Text.RegularExpressions;

namespace Parlance.Conventions;

/// <summary>Every command explains itself and is played by a test.</summary>
public class CommandTests
{
    [Fact]
    public void every_command_says_what_it_does() =>
        Assert.All(IrcListTests.Commands(), verb => Assert.Matches("^[A-Z].*\\.$", verb.Help));

    [Fact]
    public void every_command_that_wants_words_says_which() =>
        Assert.All(IrcListTests.Commands(), verb => Assert.True(verb.ParamsMin == 0 || verb.Syntax.Length > 0, $"{verb.Name} has no Syntax"));

    [Fact]
    public void every_command_is_played_by_a_test() => Ratchet.Holds("commands-untested", IrcListTests.Commands().Select(verb => verb.Name).Where(name => !IsPlayed(name)),
        "Write a scene with its good path, its errors and its limits.");

    /// <summary>A bare number in a handler is a numeric that no list knows.</summary>
    [Fact]
    public void numerics_are_written_once() => Ratchet.Holds("numerics-unnamed",
        Tree.Files("src/Parlance.Irc", ".cs").SelectMany(path => Regex.Matches(CSharpText.Code(Tree.Text(path), keepStrings: true), @"(?:Reply|ReplyText|StartReply)\(new(?: Numeric)?\((\d+)")
            .Select(match => $"{Path.GetFileName(path)} {match.Groups[1].Value}:")), "Name it in Numerics.cs.");

    private static string Played { get; } = string.Concat(
        Tree.Files("tests", ".scene", ".cs").Where(path => !path.StartsWith("tests/Parlance.Conventions", StringComparison.Ordinal)).Select(Tree.Text));

    private static bool IsPlayed(string verb) => Regex.IsMatch(Played, $@"(?<![A-Za-z]){verb}(?![A-Za-z])");
}
