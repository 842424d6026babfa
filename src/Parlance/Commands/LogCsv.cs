using System.Buffers;
using System.Globalization;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>Rows as RFC 4180 says, under the names of the columns.</summary>
internal static class LogCsv
{
    private static readonly SearchValues<char> s_special = SearchValues.Create("\",\r\n");

    public static string Head(bool personal) => $"id,timestamp,event_type,ver,actor_uid,target,room,node,session_id,via,payload,seal{(personal ? ",personal" : "")}\r\n";

    public static string Line(EventRow row, bool personal)
    {
        var fields = new List<string?>
        {
            row.Position.ToString(CultureInfo.InvariantCulture), row.Timestamp, row.Kind, row.Version.ToString(CultureInfo.InvariantCulture), row.Actor, row.Target, row.Room, row.Node,
            row.Incarnation.ToString(CultureInfo.InvariantCulture), row.Via, row.Payload, EventRowJson.SealWord(row.SealState, personal),
        };
        if (personal) fields.Add(row.Sealed);
        return string.Join(',', fields.Select(Field)) + "\r\n";
    }

    /// <summary>What a spreadsheet would take for a formula gets an apostrophe: whoever chose a nick must not compute on the operator's machine.</summary>
    private static string Field(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        if (text[0] is '=' or '+' or '-' or '@' or '\t') text = "'" + text;
        return text.AsSpan().ContainsAny(s_special) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
