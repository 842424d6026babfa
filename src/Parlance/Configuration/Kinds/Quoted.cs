using System.Globalization;
using System.Text;

namespace Parlance.Configuration;

/// <summary>Text as a TOML basic string.</summary>
internal static class Quoted
{
    public static string Write(string text)
    {
        var toml = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
            if (c is '"' or '\\') toml.Append('\\').Append(c);
            else if (c == '\n') toml.Append("\\n");
            else if (c == '\t') toml.Append("\\t");
            else if (c < ' ' || c == 0x7F) toml.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
            else toml.Append(c);

        return toml.Append('"').ToString();
    }
}
