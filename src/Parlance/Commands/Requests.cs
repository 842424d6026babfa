using System.Buffers;
using System.Text.Json;

namespace Parlance.Commands;

/// <summary>Requests about accounts, as the control socket takes them.</summary>
internal static class Requests
{
    /// <param name="action">What is asked.</param>
    /// <param name="name">Of which account; null: of none.</param>
    /// <param name="more">Further members.</param>
    public static byte[] Of(string action, string? name, Action<Utf8JsonWriter>? more = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("command", "user");
            json.WriteString("action", action);
            if (name is not null) json.WriteString("name", name);
            more?.Invoke(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
