namespace Parlance.Conventions;

/// <summary>A C# source as a simple reader sees it: the same lines, with what stands in comments and literals blanked out, so that words and braces can be counted.</summary>
public static class CSharpText
{
    /// <summary>The text with comments, and the insides of strings and characters, as spaces; line breaks stay.</summary>
    /// <param name="text">The source.</param>
    /// <param name="keepStrings">Whether literals stay as they are.</param>
    public static string Code(string text, bool keepStrings = false)
    {
        var code = text.ToCharArray();
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            var blank = true;
            if (Starts(text, at, "//")) end = IndexOrEnd(text, '\n', at);
            else if (Starts(text, at, "/*")) end = EndOf(text, "*/", at + 2);
            else if (IsString(text, at, out var literal)) (end, blank) = (literal, !keepStrings);
            else if (text[at] == '\'') (end, blank) = (EndOfQuoted(text, at, '\''), !keepStrings);
            else blank = false;
            for (var i = at; blank && i < end; i++)
                if (code[i] is not '\n' and not '\r') code[i] = ' ';
            at = end;
        }

        return new(code);
    }

    /// <summary>A string in any of its forms begins here: plain, verbatim, interpolated, raw.</summary>
    private static bool IsString(string text, int at, out int end)
    {
        end = at;
        var quote = at;
        while (quote < text.Length && text[quote] is '$' or '@') quote++;
        if (quote >= text.Length || text[quote] != '"') return false;
        var quotes = quote;
        while (quotes < text.Length && text[quotes] == '"') quotes++;
        if (quotes - quote >= 3) end = EndOf(text, text[quote..quotes], quotes);
        else if (text.AsSpan(at, quote - at).Contains('@')) end = EndOfVerbatim(text, quote + 1);
        else if (quote > at) end = EndOfInterpolated(text, quote + 1);
        else end = EndOfQuoted(text, quote, '"');
        return true;
    }

    private static int EndOfQuoted(string text, int at, char quote)
    {
        for (var i = at + 1; i < text.Length; i++)
            if (text[i] == '\\') i++;
            else if (text[i] == quote || text[i] == '\n') return i + 1;
        return text.Length;
    }

    private static int EndOfVerbatim(string text, int at)
    {
        for (var i = at; i < text.Length; i++)
            if (text[i] == '"' && !Starts(text, i, "\"\"")) return i + 1;
            else if (text[i] == '"') i++;
        return text.Length;
    }

    /// <summary>Holes may hold strings of their own.</summary>
    private static int EndOfInterpolated(string text, int at)
    {
        var depth = 0;
        for (var i = at; i < text.Length; i++)
        {
            if (text[i] == '\\' && depth == 0) i++;
            else if (depth == 0 && (Starts(text, i, "{{") || Starts(text, i, "}}"))) i++;
            else if (text[i] == '{') depth++;
            else if (text[i] == '}') depth--;
            else if (text[i] == '"' && depth == 0) return i + 1;
            else if (depth > 0 && IsString(text, i, out var inner)) i = inner - 1;
            else if (depth > 0 && text[i] == '\'') i = EndOfQuoted(text, i, '\'') - 1;
        }

        return text.Length;
    }

    private static bool Starts(string text, int at, string with) => string.CompareOrdinal(text, at, with, 0, with.Length) == 0;

    private static int EndOf(string text, string mark, int from) =>
        text.IndexOf(mark, Math.Min(from, text.Length), StringComparison.Ordinal) is >= 0 and var found ? found + mark.Length : text.Length;

    private static int IndexOrEnd(string text, char mark, int from) => text.IndexOf(mark, from) is >= 0 and var found ? found : text.Length;
}
