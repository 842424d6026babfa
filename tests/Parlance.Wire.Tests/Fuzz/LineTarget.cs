using System.Text;
using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>A line says the same to a plain reader, and when it is written and read again.</summary>
public static class LineTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        Utf8Only.IsValid(input);
        var cut = Utf8Only.Cut(input, 40);
        Assert.True(cut.Length <= 40 && input.StartsWith(cut));
        if (System.Text.Unicode.Utf8.IsValid(input)) Assert.True(System.Text.Unicode.Utf8.IsValid(cut));

        var isLine = IrcLine.TryParse(input, out var line);
        var read = Words(line);
        Assert.Equal(Plainly(Encoding.Latin1.GetString(input)), read);
        for (var i = 0; i < line.Count; i++) Assert.True(line.Rest(i).StartsWith(line[i]));
        if (!isLine || read[2][0] is ':' or '@') return;

        var again = Encoding.Latin1.GetBytes(Write(read));
        Assert.True(IrcLine.TryParse(again, out var second));
        Assert.Equal(read, Words(second));
    }

    private static string[] Words(IrcLine line)
    {
        var words = new List<string> { Encoding.Latin1.GetString(line.Tags), Encoding.Latin1.GetString(line.Source), Encoding.Latin1.GetString(line.Verb) };
        for (var i = 0; i < line.Count; i++) words.Add(Encoding.Latin1.GetString(line[i]));
        return [.. words];
    }

    /// <summary>The grammar read with strings: slow and simple.</summary>
    private static string[] Plainly(string text)
    {
        var words = new List<string>();
        text = text.TrimStart(' ');
        foreach (var mark in "@:") words.Add(text.StartsWith(mark) ? Take(ref text)[1..] : "");
        words.Add(Take(ref text));
        while (text.Length > 0)
        {
            var isLast = text[0] == ':' || words.Count == 3 + IrcLine.ParamsMax - 1;
            words.Add(!isLast ? Take(ref text) : text[0] == ':' ? text[1..] : text);
            if (isLast) break;
        }

        return [.. words];
    }

    private static string Take(ref string text)
    {
        var word = text.Split(' ', 2)[0];
        text = text[word.Length..].TrimStart(' ');
        return word;
    }

    private static string Write(string[] words) =>
        (words[0].Length > 0 ? $"@{words[0]} " : "") + (words[1].Length > 0 ? $":{words[1]} " : "") + words[2]
        + string.Concat(words[3..].Select((word, i) => i == words.Length - 4 ? " :" + word : " " + word));
}
