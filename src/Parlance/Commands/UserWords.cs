using System.CommandLine;
using Parlance.Configuration;

namespace Parlance.Commands;

/// <summary>What the commands of <c>parlance user</c> have in common: where the data is, whom it is about, and how the password comes.</summary>
internal sealed class UserWords(bool withName = true, bool withPassword = false)
{
    /// <summary>Characters of a line of standard input.</summary>
    public const int PasswordLineMax = 4096;

    private readonly Option<string?> _config = Options.Config();
    private readonly Option<string?> _data = Options.Data();
    private readonly Option<bool> _json = Options.Json();
    private readonly Argument<string?> _name = new("NAME") { Description = "The account.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _user = new("--user", "-u") { Description = "The account, in place of NAME.", HelpName = "NAME" };
    private readonly Option<string?> _password = new("--password", "-p") { Description = "The password. Others on this machine may see it in the list of processes: better is --password-stdin.", HelpName = "PASSWORD" };
    private readonly Option<bool> _fromInput = new("--password-stdin") { Description = "The password is the first line of standard input." };

    public Command On(Command command, Func<ParseResult, UserAsking, int> act, Argument? more = null)
    {
        if (withName)
        {
            command.Add(_name);
            command.Add(_user);
        }

        if (more is not null) command.Add(more);
        if (withPassword)
        {
            command.Add(_password);
            command.Add(_fromInput);
        }

        command.Add(_config);
        command.Add(_data);
        command.Add(_json);
        command.Validators.Add(given =>
        {
            if (withName && (given.GetValue(_name) is null) == (given.GetValue(_user) is null)) given.AddError("name the account, once: NAME or -u NAME");
            if (withPassword && given.GetValue(_password) is not null && given.GetValue(_fromInput)) given.AddError("--password and --password-stdin are one too many");
        });
        command.SetAction(given => Act(given, act));
        return command;
    }

    private int Act(ParseResult given, Func<ParseResult, UserAsking, int> act)
    {
        var (output, error) = (given.InvocationConfiguration.Output, given.InvocationConfiguration.Error);
        var (configuration, problems) = RunArguments.From(given.GetValue(_config), given.GetValue(_data)).Read();
        foreach (var problem in problems) error.WriteLine(problem.ToString());
        if (configuration is null) return ExitStatus.Failed;
        return act(given, new(configuration, output, error)
        {
            Name = withName ? given.GetValue(_name) ?? given.GetValue(_user) : null,
            Password = withPassword ? Password(given) : null,
            AsJson = given.GetValue(_json),
        });
    }

    private string Password(ParseResult given)
    {
        if (given.GetValue(_password) is { } password) return password;
        if (!given.GetValue(_fromInput) && !Console.IsInputRedirected) return HashPassword.Ask();
        var line = Console.In.ReadLine() ?? "";
        return line.Length <= PasswordLineMax ? line : line[..PasswordLineMax];
    }
}
