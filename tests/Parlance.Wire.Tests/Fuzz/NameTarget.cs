using System.Text;
using Parlance.Domain.Names;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>A name that is taken once is taken again as it is shown and as it compares, stands in a line unharmed, and is normal by the framework's rules as well.</summary>
public static class NameTarget
{
    private delegate bool Try(string text, int lengthMax, out string display, out string folded);

    public static void Run(ReadOnlySpan<byte> input)
    {
        // Not only what UTF-8 can say: names also come from JSON and XML with lone surrogates.
        foreach (var text in new[] { Encoding.UTF8.GetString(input), Encoding.Unicode.GetString(input) })
        {
            foreach (var rules in new[] { NameRules.For("rfc8265"), NameRules.For("ascii") })
            {
                rules.Fold(text);
                rules.FoldRoom(text);
                Check(rules.TryNick, rules.Fold, text, 32);
                Check(rules.TryAccount, rules.Fold, text, NameRules.AccountLengthMax);
                Check(rules.TryRoom, rules.FoldRoom, text, 64);
            }
        }
    }

    private static void Check(Try attempt, Func<string, string> fold, string text, int lengthMax)
    {
        if (!attempt(text, lengthMax, out var display, out var folded)) return;
        Assert.InRange(Encoding.UTF8.GetByteCount(display), 1, lengthMax);
        Assert.True(attempt(display, lengthMax, out var again, out var key));
        Assert.Equal((display, folded), (again, key));
        Assert.Equal(folded, fold(text));
        Assert.Equal(folded, fold(display));
        Assert.Equal(folded, fold(folded));
        Assert.True(display.IsNormalized(NormalizationForm.FormC) && folded.IsNormalized(NormalizationForm.FormC));

        var line = Encoding.UTF8.GetBytes($":{display}!u@h JOIN {(display[0] == ':' ? "#" : "")}{display} x");
        Assert.True(Utf8Only.IsValid(line) && IrcLine.TryParse(line, out var parsed) && parsed.Count == 2);
    }
}
