using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Mode strings are read as a plain reader reads them, within their limits.</summary>
public static class ModesTarget
{
    private const int ParametersMax = 4;
    private static readonly ModeTable Table = new("beI", "k", "lj", "imnst", "qaohv");

    public static void Run(ReadOnlySpan<byte> input)
    {
        byte[] bytes = [.. "MODE #lobby "u8, .. input];
        Assert.True(IrcLine.TryParse(bytes, out var line));
        var read = new List<(bool, char, ModeKind, string)>();
        var modes = ModeString.In(line, 1, Table, ParametersMax);
        while (modes.MoveNext())
        {
            var change = modes.Current;
            Assert.False(change.IsQuery && change.IsIncomplete);
            read.Add((change.Adding, change.Letter, change.Kind, Encoding.Latin1.GetString(change.Parameter)));
        }

        Assert.True(read.Count <= ModeString.LettersMax);
        Assert.True(read.Count(change => change.Item4.Length > 0) <= ParametersMax);
        Assert.Equal(Plainly(line), read);
    }

    private static List<(bool, char, ModeKind, string)> Plainly(IrcLine line)
    {
        var changes = new List<(bool, char, ModeKind, string)>();
        if (line.Count < 2) return changes;
        var words = new Queue<string>();
        for (var i = 2; i < line.Count; i++) words.Enqueue(Encoding.Latin1.GetString(line[i]));
        var (adding, letters, parameters) = (true, 0, 0);
        foreach (var rune in Encoding.UTF8.GetString(line[1]).EnumerateRunes())
        {
            if (rune.Value is '+' or '-')
            {
                adding = rune.Value == '+';
                continue;
            }

            if (++letters > ModeString.LettersMax) break;
            var letter = rune.IsBmp ? (char)rune.Value : '\uFFFD';
            var kind = Table[letter];
            var wants = kind is ModeKind.List or ModeKind.Always or ModeKind.Rank || (kind == ModeKind.WhenSet && adding);
            var parameter = wants && words.TryDequeue(out var word) ? word : "";
            if (parameter.Length > 0 && ++parameters > ParametersMax) break;
            var once = kind == ModeKind.Unknown || (kind == ModeKind.List && parameter.Length == 0);
            bool IsSame(char other) => other == letter || (other >= 127 && letter >= 127);
            if (once && changes.Exists(c => IsSame(c.Item2) && c.Item4.Length == 0)) continue;
            changes.Add((adding, letter, kind, parameter));
        }

        return changes;
    }
}
