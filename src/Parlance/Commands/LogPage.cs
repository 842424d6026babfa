using System.CommandLine;
using System.Globalization;
using System.Text;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>How rows are printed.</summary>
internal enum LogFormat
{
    /// <summary>For people.</summary>
    Table,
    /// <summary>One JSON object a line.</summary>
    Jsonl,
    /// <summary>RFC 4180, with a head.</summary>
    Csv,
}

/// <summary>Where rows are printed.</summary>
internal sealed class LogPage
{
    /// <summary>Characters of a line where no terminal says how wide it is.</summary>
    private const int WidthElsewhere = 200;

    private readonly TextWriter _output;
    private readonly LogFormat _format;
    private readonly bool _personal;
    private readonly int _width;
    private readonly bool _colours;
    private bool _headed;

    private LogPage(TextWriter output, LogFormat format, bool personal)
    {
        (_output, _format, _personal) = (output, format, personal);
        var terminal = IsStandardOutput && !Console.IsOutputRedirected;
        _width = terminal && Console.WindowWidth > 0 ? Console.WindowWidth : WidthElsewhere;
        _colours = terminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
    }

    public bool IsStandardOutput => ReferenceEquals(_output, Console.Out);

    public static LogPage Of(ParseResult given, LogFormat format, bool personal) => new(given.InvocationConfiguration.Output, format, personal);

    /// <summary>One write a row: a reader of a pipe sees whole lines.</summary>
    public void Print(EventRow row)
    {
        if (_format == LogFormat.Jsonl)
        {
            _output.Write(LogJson.Line(row, _personal));
        }
        else if (_format == LogFormat.Csv)
        {
            if (!_headed) _output.Write(LogCsv.Head(_personal));
            _headed = true;
            _output.Write(LogCsv.Line(row, _personal));
        }
        else
        {
            if (!_headed) _output.Write(LogColumns.Head(_colours));
            _headed = true;
            _output.Write(LogColumns.Line(row, _personal, _width, _colours));
        }

        _output.Flush();
    }

    /// <summary>
    /// A text from the log for a terminal: at most so many characters, and nothing that would move the cursor, start a line or turn the direction of writing.
    /// Whoever could write into the file, or choose a name, must not write on the operator's screen.
    /// </summary>
    public static string Safe(string text, int most)
    {
        var safe = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            var shown = IsShown(rune) ? rune.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            if (safe.Length + shown.Length > most) return CutTo(safe, most);
            safe.Append(shown);
        }

        return safe.ToString();
    }

    private static string CutTo(StringBuilder text, int most)
    {
        const string Dots = "...";
        var keep = Math.Max(0, most - Dots.Length);
        if (text.Length <= keep) return text.Append(Dots).ToString();
        if (keep > 0 && char.IsHighSurrogate(text[keep - 1])) keep--;
        return text.ToString(0, keep) + Dots;
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse);
}
