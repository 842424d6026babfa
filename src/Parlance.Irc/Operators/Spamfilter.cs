using System.Globalization;
using System.Text;
using Parlance.Domain;
using Parlance.Domain.Bans;
using Parlance.Domain.Operators;
using Parlance.Irc.Wire;

namespace Parlance.Irc.Operators;

/// <summary><c>SPAMFILTER ADD|DEL|LIST</c>: patterns that people's words are held against. Underscores of the reason stand for spaces.</summary>
public sealed class SpamfilterCommand : IIrcCommand
{
    private const string Usage = "ADD <glob|regex> <targets> <warn|block|kill|kline|shun>[:<duration>] <reason_with_underscores> :<pattern> | DEL <id> | LIST";

    private static readonly (string Word, SpamTargets Target)[] TargetWords =
    [
        ("private", SpamTargets.Private),
        ("channel", SpamTargets.Channel),
        ("notice", SpamTargets.Notice),
        ("part", SpamTargets.Part),
        ("quit", SpamTargets.Quit),
        ("nick", SpamTargets.Nick),
        ("user", SpamTargets.User),
        ("topic", SpamTargets.Topic),
        ("away", SpamTargets.Away),
        ("*", SpamTargets.All),
    ];

    public static Verb Verb { get; } = new("SPAMFILTER", From: Stage.Operator, Privilege: "spamfilter", Syntax: Usage, Help: "Sets, lifts and lists patterns that people's words are held against.");

    public static void Handle(IrcSession client, in IrcLine line)
    {
        switch (line.Count == 0 ? "LIST" : Word(line, 0).ToUpperInvariant())
        {
            case "LIST": List(client); break;
            case "DEL" when line.Count > 1: Remove(client, Word(line, 1)); break;
            case "ADD" when line.Count > 5: Add(client, line); break;
            default: client.Fail("SPAMFILTER", "INVALID_PARAMS", $"SPAMFILTER {Usage}"); break;
        }
    }

    private static void Add(IrcSession client, in IrcLine line)
    {
        SpamPatternKind? kind = Word(line, 1).ToUpperInvariant() switch { "GLOB" => SpamPatternKind.Glob, "REGEX" => SpamPatternKind.Regex, _ => null };
        var targets = SpamTargets.None;
        var unknown = kind is null ? Word(line, 1) : null;
        foreach (var word in Word(line, 2).Split(','))
        {
            var row = Array.Find(TargetWords, r => string.Equals(r.Word, word, StringComparison.OrdinalIgnoreCase));
            targets |= row.Target;
            if (row.Word is null) unknown ??= word;
        }

        TimeSpan? lasts = null;
        var (act, colon) = (Word(line, 3), Word(line, 3).IndexOf(':', StringComparison.Ordinal));
        if (colon >= 0 && !Duration.TryParse(act[(colon + 1)..], out lasts)) unknown ??= act;
        SpamAction? action = (colon < 0 ? act : act[..colon]).ToUpperInvariant() switch
        {
            "WARN" => SpamAction.Warn,
            "BLOCK" => SpamAction.Block,
            "KILL" => SpamAction.Kill,
            "KLINE" or "GLINE" => SpamAction.Ban,
            "SHUN" => SpamAction.Shun,
            _ => null,
        };
        if (action is null) unknown ??= act;
        if (unknown is not null)
        {
            client.Fail("SPAMFILTER", "INVALID_PARAMS", "That word is not known here", unknown.Length == 0 ? "*" : unknown);
            return;
        }

        var pattern = Word(line, 5);
        var refusal = client.Node.Ask(client, new AddSpamFilter(kind!.Value, pattern, targets, action!.Value, lasts, Word(line, 4).Replace('_', ' ')));
        if (refusal is null) client.Notice($"*** Added a spam filter: {pattern}");
        else Refuse(client, refusal);
    }

    private static void Remove(IrcSession client, string id)
    {
        if (client.Node.Ask(client, new RemoveSpamFilter(id)) is { } refusal) Refuse(client, refusal);
        else client.Notice($"*** Removed the spam filter {id}");
    }

    private static void Refuse(IrcSession client, Refusal refusal)
    {
        switch (refusal.Code)
        {
            case RefusalCode.BadParameter: client.Fail("SPAMFILTER", "INVALID_PATTERN", "The pattern cannot be read, or is too large; look-around and back-references are not for filters"); break;
            case RefusalCode.TooWide: client.Fail("SPAMFILTER", "TOO_WIDE", "The pattern would match nearly everything"); break;
            case RefusalCode.TooLong: client.Fail("SPAMFILTER", "TOO_LONG", $"A pattern has at most {refusal.Detail} characters"); break;
            case RefusalCode.NothingToDo: client.Fail("SPAMFILTER", "NO_SUCH_FILTER", "There is no such filter; SPAMFILTER LIST shows them"); break;
            default: client.Refuse(refusal, "SPAMFILTER"); break;
        }
    }

    private static void List(IrcSession client)
    {
        foreach (var rule in client.Node.State.SpamFilters.All)
        {
            var targets = rule.Targets == SpamTargets.All ? "*" : string.Join(',', TargetWords.Where(r => r.Target != SpamTargets.All && (rule.Targets & r.Target) != 0).Select(r => r.Word));
            var action = rule.Action == SpamAction.Ban ? "kline" : rule.Action.ToString().ToLowerInvariant();
            client.Notice(string.Create(CultureInfo.InvariantCulture,
                $"*** {rule.Id} {rule.Kind.ToString().ToLowerInvariant()} {targets} {action}{(rule.Lasts is { } lasts ? ":" + Duration.Text(lasts) : "")} by {rule.Setter}, {rule.Hits} hits: {rule.Reason} :{rule.Pattern}"));
        }

        client.Notice($"*** End of SPAMFILTER list, {client.Node.State.SpamFilters.All.Count} entries");
    }

    private static string Word(in IrcLine line, int index) => Encoding.UTF8.GetString(line[index]);
}
