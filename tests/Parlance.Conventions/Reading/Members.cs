namespace Parlance.Conventions;

/// <summary>Finds methods in a source by counting braces: enough for lengths, not a compiler.</summary>
public static class Members
{
    private static readonly string[] TypeWords = ["namespace ", "class ", "struct ", "record ", "interface ", "enum "];

    /// <summary>Each method, constructor or long expression body: its name and how many lines it has, head included.</summary>
    public static IEnumerable<(string Name, int Lines)> Of(string text)
    {
        var code = CSharpText.Code(text);
        var scopes = new Stack<(string Head, int HeadAt, bool IsType)>();
        var headAt = 0;
        for (var at = 0; at < code.Length; at++)
            switch (code[at])
            {
                case ';':
                    headAt = at + 1;
                    break;
                case '{':
                    var head = code[headAt..at];
                    scopes.Push((head.Trim(), headAt + head.Length - head.TrimStart().Length, IsType(head)));
                    headAt = at + 1;
                    break;
                case '}' when scopes.Count > 0:
                    var scope = scopes.Pop();
                    if (!scope.IsType && IsCallable(scope.Head) && scopes.TryPeek(out var outer) && outer.IsType)
                        yield return (NameOf(scope.Head), code.AsSpan(scope.HeadAt, at - scope.HeadAt).Count('\n') + 1);
                    headAt = at + 1;
                    break;
            }
    }

    /// <summary>A head with parameters; what is assigned (a table, an object) is no method.</summary>
    private static bool IsCallable(string head) => head.IndexOf('(', StringComparison.Ordinal) is > 0 and var open && !head.AsSpan(0, open).Contains('=');

    private static bool IsType(string head)
    {
        var words = " " + head.ReplaceLineEndings(" ").Split('(')[0] + " ";
        return Array.Exists(TypeWords, word => words.Contains(" " + word, StringComparison.Ordinal));
    }

    private static string NameOf(string head) => head.Split('(')[0].TrimEnd().Split(' ', '\n', '.')[^1];
}
