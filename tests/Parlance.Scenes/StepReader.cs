using System.Text.RegularExpressions;

namespace Parlance.Scenes;

/// <summary>Reads one line of a scene. The whole grammar is here.</summary>
public static partial class StepReader
{
    public static IEnumerable<Step> Read(string line, string at)
    {
        if (Dialogue().Match(line) is { Success: true } said)
        {
            var (actor, text) = (said.Groups["actor"].Value, said.Groups["text"].Value);
            return [said.Groups["arrow"].Value switch
            {
                ">" => new Says(actor, text, at),
                "<" => new Hears(actor, text, at),
                _ => new HearsNo(actor, text, at),
            }];
        }

        if (Connecting().Match(line) is { Success: true } connects)
            return [new Connects(connects.Groups["actor"].Value, connects.Groups["caps"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries), at)];
        if (ByXmpp().Match(line) is { Success: true } byXmpp)
        {
            var (actor, account) = (byXmpp.Groups["actor"].Value, byXmpp.Groups["account"]);
            return [new ConnectsByXmpp(actor, account.Success ? account.Value : actor, actor, at)];
        }

        if (Plain().Match(line) is { Success: true } plain)
        {
            var actor = plain.Groups["actor"].Value;
            return [plain.Groups["what"].Value switch
            {
                "opens" => new Opens(actor, at),
                "leaves" => new Leaves(actor, at),
                _ => new IsDisconnected(actor, at),
            }];
        }

        var cast = Cast().Match(line);
        if (!cast.Success) throw new FormatException($"{at}: cannot read '{line}'.");
        var steps = cast.Groups["actor"].Captures.Zip(cast.Groups["dialect"].Captures, (actor, dialect) =>
            dialect.Value == "irc" ? (Step)new Connects(actor.Value, [], at) : new ConnectsByXmpp(actor.Value, actor.Value, actor.Value, at)).ToList();
        if (cast.Groups["room"].Success) steps.Add(new AllJoin("#" + cast.Groups["room"].Value, at));
        return steps;
    }

    [GeneratedRegex(@"^(?<actor>\w+) (?<arrow>>|<|!<) ?(?<text>.*)$")]
    private static partial Regex Dialogue();

    [GeneratedRegex(@"^(?<actor>\w+) connects( with caps (?<caps>\S.*))?$")]
    private static partial Regex Connecting();

    [GeneratedRegex(@"^(?<actor>\w+) (?<what>opens|leaves|is disconnected)$")]
    private static partial Regex Plain();

    [GeneratedRegex(@"^(?<actor>\w+) connects by xmpp( as (?<account>\w+))?$")]
    private static partial Regex ByXmpp();

    /// <summary><c>ana: irc   ben: xmpp   both in lobby</c>; each part may stand alone.</summary>
    [GeneratedRegex(@"^((?<actor>\w+): (?<dialect>irc|xmpp)\s*)*((both|all) in #?(?<room>\S+))?$")]
    private static partial Regex Cast();
}
