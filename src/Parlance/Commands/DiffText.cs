using System.Globalization;
using Parlance.Log;
using Spectre.Console;

namespace Parlance.Commands;

/// <summary>A difference for people: a table, in colour on a terminal.</summary>
internal static class DiffText
{
    private const int ValueWidth = 60;
    private const int WidthElsewhere = 160;

    public static void Write(TextWriter to, StateReplay log, long first, long last, IReadOnlyList<RowDifference> differences)
    {
        var terminal = ReferenceEquals(to, Console.Out) && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(to), Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No, ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors });
        if (!terminal) console.Profile.Width = WidthElsewhere;
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"From position {first} ({log.TimeOf(first)}) to {last} ({log.TimeOf(last)})");
        if (differences.Count == 0)
        {
            console.WriteLine("Nothing is different.");
            return;
        }

        var table = new Table { Border = terminal ? TableBorder.Rounded : TableBorder.Ascii };
        table.AddColumn("What").AddColumn("Before").AddColumn("After").AddColumn("By");
        foreach (var row in differences) Add(table, row);
        console.Write(table);
    }

    private static void Add(Table table, RowDifference row)
    {
        var what = $"{row.Table} [bold]{Safe(row.Label)}[/]";
        if (row.Change == RowChange.Added) table.AddRow($"[green]+[/] {what}", "", "[green]there[/]", By(row.Causes));
        else if (row.Change == RowChange.Removed) table.AddRow($"[red]-[/] {what}", "[red]there[/]", "", By(row.Causes));
        foreach (var member in row.Members) table.AddRow($"[yellow]~[/] {what} {Safe(member.Path)}", Safe(member.Before ?? ""), Safe(member.After ?? ""), By(member.Causes));
    }

    private static string By(IReadOnlyList<Cause> causes) =>
        string.Join('\n', causes.Select(cause => $"{Safe(cause.Nick ?? cause.Actor ?? "server")} [dim]{Safe(cause.Kind)} at {cause.Position}, {Safe(cause.Timestamp)}[/]"));

    /// <summary>Whatever stands in the log must not write on the operator's screen.</summary>
    private static string Safe(string text) => Markup.Escape(LogPage.Safe(text, ValueWidth));
}
