using System.Text;
using System.Text.RegularExpressions;

namespace Parlance.Scenes;

/// <summary>
/// What a line must look like: <c>*</c> and <c>...</c> stand for anything, <c>$name</c> for a word that is kept and must be the same next time,
/// <c>$$</c> for a dollar. A pattern that does not begin with <c>@</c> says nothing of tags, one without a leading <c>:</c> nothing of the source.
/// The colon before a last parameter of one word is not compared: both forms mean the same.
/// </summary>
public static class Pattern
{
    public static bool Fits(string pattern, string line, Dictionary<string, string> known)
    {
        var subject = pattern.StartsWith('@') ? line : pattern.StartsWith(':') ? Live.IrcText.WithoutTags(line) : Live.IrcText.Bare(line);
        var fit = Regex.Match(Uncolon(subject), Expression(pattern, known), RegexOptions.Singleline | RegexOptions.CultureInvariant);
        if (!fit.Success) return false;
        foreach (var name in fit.Groups.Keys.Where(k => !char.IsAsciiDigit(k[0]))) known[name] = fit.Groups[name].Value;
        return true;
    }

    /// <summary>Puts what is known in place of <c>$name</c> in a line to be sent.</summary>
    /// <exception cref="FormatException">The name has not been heard yet.</exception>
    public static string Fill(string text, IReadOnlyDictionary<string, string> known) =>
        Regex.Replace(text, @"\$(\$|[a-z]\w*)", m => m.Groups[1].Value == "$" ? "$"
            : known.TryGetValue(m.Groups[1].Value, out var value) ? value
            : throw new FormatException($"{m.Value} has not been heard yet."));

    private static string Expression(string pattern, Dictionary<string, string> known)
    {
        var regex = new StringBuilder("^");
        var last = pattern.LastIndexOf(" :", StringComparison.Ordinal);
        if (last >= 0 && !pattern.AsSpan(last + 2).Contains(' ')) (pattern, last) = (pattern.Remove(last + 1, 1).Insert(last + 1, "\0"), last + 1);
        var met = new HashSet<string>();
        foreach (Match part in Regex.Matches(pattern, @"\.\.\.|\*|\$\$|\$[a-z]\w*|.", RegexOptions.Singleline))
        {
            var name = part.Value.Length > 1 && part.Value[0] == '$' ? part.Value[1..] : "";
            regex.Append(part.Value switch
            {
                "..." or "*" => ".*",
                "$$" => @"\$",
                "\0" => ":?",
                _ when name.Length == 0 => Regex.Escape(part.Value),
                _ when known.TryGetValue(name, out var value) => Regex.Escape(value),
                _ when !met.Add(name) => $@"\k<{name}>",
                _ => $"(?<{name}>[^ ;]+)",
            });
        }

        return regex.Append('$').ToString();
    }

    /// <summary>Without the colon where it may be left out: before a last parameter of one word.</summary>
    private static string Uncolon(string line)
    {
        var start = line.StartsWith('@') ? line.IndexOf(' ', StringComparison.Ordinal) + 1 : 0;
        if (line.AsSpan(start).StartsWith(":")) start++;
        var at = line.IndexOf(" :", start, StringComparison.Ordinal);
        return at < 0 || line.AsSpan(at + 2).Contains(' ') ? line : string.Concat(line.AsSpan(0, at + 1), line.AsSpan(at + 2));
    }
}
