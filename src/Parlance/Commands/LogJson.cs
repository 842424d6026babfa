using System.Text;
using Parlance.Log;

namespace Parlance.Commands;

/// <summary>A row as one JSON object on one line (<see cref="EventRowJson"/>).</summary>
internal static class LogJson
{
    public static string Line(EventRow row, bool personal) => Encoding.UTF8.GetString(EventRowJson.Bytes(row, personal)) + "\n";
}
