using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Inputs to begin from: a file of lines, <c>\xNN</c> for a byte that a line of text cannot hold, everything else as it stands.</summary>
public static partial class Corpus
{
    public static byte[][] Read(string file) =>
        [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Corpus", file)).Where(line => line.Length > 0).Select(Bytes)];

    private static byte[] Bytes(string line)
    {
        var bytes = new List<byte>();
        var at = 0;
        foreach (Match escape in Escape().Matches(line))
        {
            bytes.AddRange(Encoding.UTF8.GetBytes(line[at..escape.Index]));
            bytes.Add(byte.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            at = escape.Index + escape.Length;
        }

        bytes.AddRange(Encoding.UTF8.GetBytes(line[at..]));
        return [.. bytes];
    }

    [GeneratedRegex(@"\\x[0-9A-F]{2}")]
    private static partial Regex Escape();
}
