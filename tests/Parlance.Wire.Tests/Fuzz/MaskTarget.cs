using System.Text;
using Parlance.Domain.Masks;
using Parlance.Domain.Names;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>The first line is a pattern, the rest a text: a naive matcher says the same of them.</summary>
public static class MaskTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        var parts = Encoding.UTF8.GetString(input).Split('\n', 2);
        var text = parts.Length > 1 ? parts[1][..Math.Min(parts[1].Length, 200)] : "";
        if (!Mask.TryParse(parts[0], out var mask)) return;

        Assert.Equal(Plainly(Tokens(parts[0]), Lower(text)), mask.Matches(text));
        Assert.True(Mask.TryParse(mask.ToString(), out var again));
        Assert.Equal(mask.ToString(), again.ToString());
        Assert.Equal(mask.Matches(text), again.Matches(text));
        Assert.DoesNotContain("***", mask.ToString(), StringComparison.Ordinal);
        if (mask.IsLiteral) Assert.True(mask.Matches(NameFold.Of(parts[0].Replace(@"\*", "*").Replace(@"\?", "?").Replace(@"\\", @"\"))) || parts[0].Contains('\\'));
    }

    // Tokens: null for a star, "" for one character, else the character itself; folded as a whole, for marks may join letters.
    private static List<string?> Tokens(string pattern)
    {
        var marked = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '*' or '?' or '\\') marked.Append(pattern[++i]);
            else marked.Append(pattern[i] switch { '*' => '\uFFFE', '?' => '\uFFFF', var c => c });
        }

        return [.. NameFold.Of(marked.ToString()).Replace('\u03c2', '\u03c3').Select(c => c switch { '\uFFFE' => null, '\uFFFF' => "", _ => c.ToString() })];
    }

    private static string Lower(string text) => string.Concat(text.EnumerateRunes().Select(r => r.IsBmp ? char.ToLowerInvariant((char)r.Value).ToString() : Rune.ToLowerInvariant(r).ToString())).Replace('\u03c2', '\u03c3');

    private static bool Plainly(List<string?> pattern, string text)
    {
        var reachable = new bool[text.Length + 1];
        reachable[0] = true;
        foreach (var token in pattern)
        {
            var next = new bool[text.Length + 1];
            for (var at = 0; at <= text.Length; at++)
            {
                if (!reachable[at]) continue;
                if (token is null) Array.Fill(next, true, at, text.Length + 1 - at);
                else if (at < text.Length && token.Length == 0) next[at + (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1)] = true;
                else if (at < text.Length && token[0] == text[at]) next[at + 1] = true;
            }

            reachable = next;
        }

        return reachable[text.Length];
    }
}
