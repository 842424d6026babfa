namespace Parlance.Scenes;

/// <summary>One dialogue read from a file: a title (its first comment), settings for the server, and steps.</summary>
public sealed record Scene(string File, string Title, string Settings, IReadOnlyList<Step> Steps)
{
    /// <summary>A longer file holds more than one idea.</summary>
    public const int LinesMax = 400;

    public static Scene Read(string file) => Parse(Path.GetFileName(file), System.IO.File.ReadAllLines(file));

    /// <exception cref="FormatException">Names file and line of what cannot be read.</exception>
    public static Scene Parse(string file, IReadOnlyList<string> lines)
    {
        if (lines.Count > LinesMax) throw new FormatException($"{file}: more than {LinesMax} lines.");
        var title = "";
        var settings = new List<string>();
        var steps = new List<Step>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].TrimEnd();
            if (line.StartsWith('#'))
            {
                if (title.Length == 0) title = line[1..].Trim();
            }
            else if (line.StartsWith("server | ", StringComparison.Ordinal)) settings.Add(line["server | ".Length..]);
            else if (line.Length > 0) steps.AddRange(StepReader.Read(line, $"{file}:{i + 1}"));
        }

        if (title.Length == 0) throw new FormatException($"{file}: the first line must be a comment that says what the scene shows.");
        if (steps.Count == 0) throw new FormatException($"{file}: nobody says anything.");
        return new Scene(file, title, string.Join('\n', settings), steps);
    }
}
