using System.Globalization;
using System.Text;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>A row as a line of a table: time, position, event, actor, target, and what of the payload fits.</summary>
internal static class LogColumns
{
    private const int TimeWidth = 24;
    private const int PositionWidth = 9;
    private const int KindWidth = 20;
    private const int ActorWidth = 9;
    private const int TargetWidth = 20;
    private const int DetailsAt = TimeWidth + PositionWidth + KindWidth + ActorWidth + TargetWidth + 5;
    private const int DetailsMin = 20;

    private const string Dim = "\e[2m";
    private const string Bold = "\e[1m";
    private const string Normal = "\e[0m";

    public static string Head(bool colours)
    {
        var head = $"{"TIME",-TimeWidth} {"POSITION",PositionWidth} {"EVENT",-KindWidth} {"ACTOR",-ActorWidth} {"TARGET",-TargetWidth} PAYLOAD";
        return (colours ? Dim + head + Normal : head) + "\n";
    }

    public static string Line(EventRow row, bool personal, int width, bool colours)
    {
        var details = LogPage.Safe(Details(row, personal), Math.Max(width - DetailsAt, DetailsMin));
        var time = LogPage.Safe(row.Timestamp, TimeWidth).PadRight(TimeWidth);
        var position = row.Position.ToString(CultureInfo.InvariantCulture).PadLeft(PositionWidth);
        var kind = LogPage.Safe(row.Kind, EventKinds.NameMax).PadRight(KindWidth);
        var line = new StringBuilder();
        line.Append(colours ? Dim + time + Normal : time).Append(' ').Append(position).Append(' ').Append(colours ? Bold + kind + Normal : kind).Append(' ')
            .Append(LogPage.Safe(row.Actor ?? "-", ActorWidth).PadRight(ActorWidth)).Append(' ')
            .Append(LogPage.Safe(row.Target ?? "-", TargetWidth).PadRight(TargetWidth)).Append(' ').Append(details);
        while (line[^1] == ' ') line.Length--;
        return line.Append('\n').ToString();
    }

    /// <summary>What was asked for with --personal comes first, so that it is not what is cut.</summary>
    private static string Details(EventRow row, bool personal)
    {
        var payload = row.Payload is "{}" ? null : row.Payload;
        var parts = row.SealState == SealState.Open && personal ? [row.Sealed, payload] : new[] { payload, EventRowJson.SealWord(row.SealState, personal) is { } word ? $"[{word}]" : null };
        return string.Join(' ', parts.Where(part => !string.IsNullOrEmpty(part)));
    }
}
