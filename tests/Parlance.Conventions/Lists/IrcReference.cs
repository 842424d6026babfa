using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Parlance.Engine;
using Parlance.Irc;
using Parlance.Irc.Capabilities;

namespace Parlance.Conventions;

/// <summary>Makes docs/reference/irc.md.</summary>
public static partial class IrcReference
{
    public static string Make()
    {
        var page = new StringBuilder("""
            # IRC reference

            Made from the server's own tables; do not edit. Values that can be set are shown with their defaults.


            """);
        Commands(page);
        Modes(page);
        page.Append("\n## Capabilities\n\nWhat `CAP LS 302` offers, with the value where there is one. `sts` and `tls` are offered where they apply.\n\n");
        var offered = CapabilityList.Offered(new(), secure: false, new AccountSettings().Sasl).ToDictionary(o => o.Name, o => o.Value);
        foreach (var name in CapabilityList.Names) page.Append(CultureInfo.InvariantCulture, $"- `{name}{(offered.GetValueOrDefault(name) is { } value ? "=" + value : "")}`\n");
        page.Append("\n## ISUPPORT (005)\n\n");
        foreach (var token in ISupport.Tokens(new())) page.Append(CultureInfo.InvariantCulture, $"- `{token}`\n");
        page.Append("\n## Numerics\n\nWhere no text is given, the last parameter depends on the case.\n\n| Code | Name | Text |\n|---|---|---|\n");
        foreach (var (name, numeric) in IrcListTests.Numerics()) page.Append(CultureInfo.InvariantCulture, $"| {numeric.Code:000} | {name} | {(numeric.Text is { } text ? Cell(text) + " " : "")}|\n");
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Commands(StringBuilder page)
    {
        page.Append("## Commands\n\n`cost` is what a command uses of its sender's rate, in messages.\n");
        foreach (var (stage, title) in new[] { (Stage.Registering, "Before registration only"), (Stage.Any, "At any time"), (Stage.Registered, "Once registered"), (Stage.Operator, "Operators") })
        {
            var verbs = IrcListTests.Commands().Where(verb => verb.From == stage).ToList();
            if (verbs.Count == 0) continue;
            page.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n| Command | What it does | Cost | Privilege |\n|---|---|---|---|\n");
            foreach (var verb in verbs)
                page.Append(CultureInfo.InvariantCulture, $"| `{Cell(verb.Syntax.Length > 0 ? $"{verb.Name} {verb.Syntax}" : verb.Name)}` | {Cell(verb.Help)} | {verb.Cost} | {(verb.Privilege is { } needed ? $"`{needed}` " : "")}|\n");
        }
    }

    private static void Modes(StringBuilder page)
    {
        page.Append("\n## Modes\n");
        foreach (var (kind, title, note) in new[]
            { ("channel", "Channels", ""), ("list", "Lists of masks", ""), ("rank", "Ranks of members", "Each may be held beside the others; the highest counts."), ("user", "Users", "`o` comes with OPER, `s` takes the notices to read.") })
        {
            page.Append(CultureInfo.InvariantCulture, $"\n### {title}\n\n{(note.Length > 0 ? note + "\n\n" : "")}| Letter | Meaning |\n|---|---|\n");
            foreach (var words in IrcListTests.ModeLines().Select(line => line.Split(' ')).Where(words => words[0] == kind))
                page.Append(CultureInfo.InvariantCulture, $"| `{words[1]}` | {Meaning(words)} |\n");
        }
    }

    private static string Meaning(string[] words)
    {
        var name = words is ["user", "o", ..] ? "operator" : words is ["user", "s", ..] ? "server notices" : Capital().Replace(words[2], m => " " + m.Value.ToLowerInvariant()).Trim();
        return words.Length < 4 ? name : words[3] == "value" ? name + ", with a value" : $"{name}, shown as `{words[3]}`";
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("[A-Z]")]
    private static partial Regex Capital();
}
