using System.CommandLine;
using System.Text.Json;
using Parlance.Control;

namespace Parlance.Commands;

/// <summary><c>parlance export classic DIR</c> and <c>parlance import classic DIR</c>, beside a running server or without one.</summary>
internal static class ClassicCommand
{
    /// <summary>Accounts of one import.</summary>
    public const int AccountsMax = 1_000_000;

    public static Command Export() => new("export", "Write accounts in a layout that other servers read.")
    {
        Classic("Write each account to a folder of its own in DIR: user.conf and roster.xml. They have secrets: SCRAM verifiers, and passwords where accounts.keep_plaintext kept them.", WriteAll),
    };

    public static Command Import() => new("import", "Make accounts of a layout that other servers write.")
    {
        Classic("Make an account of each folder in DIR, with its contacts. An account that is there already is left as it is.", ReadAll),
    };

    private static Command Classic(string description, Func<string, Func<byte[], JsonElement>, TextWriter, TextWriter, int> work)
    {
        var directory = new Argument<string>("DIR") { Description = "The folder that has a folder for each account." };
        var command = new Command("classic", description) { directory };
        command.Changes((given, configuration) =>
        {
            var (output, error, status) = (given.InvocationConfiguration.Output, given.InvocationConfiguration.Error, ExitStatus.Failed);
            var asked = new UserAsking(configuration, output, error).Asked(ask => status = work(Path.GetFullPath(given.GetValue(directory)!), ask, output, error));
            return asked == ExitStatus.Done ? status : asked;
        });
        return command;
    }

    private static int WriteAll(string folder, Func<byte[], JsonElement> ask, TextWriter output, TextWriter error)
    {
        var (written, after) = (0, (string?)null);
        do
        {
            var page = ask(Requests.Of("list", null, json =>
            {
                if (after is not null) json.WriteString("after", after);
            }));
            foreach (var listed in page.GetProperty("accounts").EnumerateArray())
            {
                var name = UserText.Name(listed);
                ClassicFolder.Write(Path.Combine(folder, ClassicFolder.NameOf(name)), ask(Requests.Of(ClassicRequest.Show, name)));
                written++;
            }

            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        output.WriteLine($"{written} accounts are in {folder}");
        return ExitStatus.Done;
    }

    /// <summary>First all accounts, then their contacts: what two accounts say of each other needs both.</summary>
    private static int ReadAll(string folder, Func<byte[], JsonElement> ask, TextWriter output, TextWriter error)
    {
        if (!Directory.Exists(folder)) throw new ControlException($"{folder}: it is not there");
        var (made, isWhole, contacts) = (0, true, new List<(string Of, byte[] Request)>());
        foreach (var one in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Take(AccountsMax))
            Try(one, () =>
            {
                var (account, _, those) = ClassicFolder.Read(one);
                ask(account);
                made++;
                contacts.AddRange(those.Select(request => (one, request)));
            });
        foreach (var (of, request) in contacts) Try(of, () => ask(request));

        output.WriteLine($"{made} accounts are made");
        return isWhole ? ExitStatus.Done : ExitStatus.Failed;

        void Try(string of, Action act)
        {
            try
            {
                act();
            }
            catch (ControlException e)
            {
                isWhole = false;
                error.WriteLine(e.Message.StartsWith(of, StringComparison.Ordinal) ? $"parlance: {e.Message}" : $"parlance: {of}: {e.Message}");
            }
        }
    }
}
