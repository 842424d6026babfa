using System.Net.Sockets;
using System.Text.Json;

namespace Parlance.Control;

/// <summary>Asks a running node through its <c>data/control.sock</c>.</summary>
public sealed class ControlClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ControlLine _lines;

    /// <exception cref="ControlException">No node runs on that folder, or it may not be asked by this user.</exception>
    public ControlClient(string dataFolder)
    {
        var path = Path.Combine(dataFolder, ControlServer.FileName);
        _lines = new(_socket, ControlReply.LengthMax);
        try
        {
            _socket.Connect(ControlAddress.Of(path));
            _socket.ReceiveTimeout = _socket.SendTimeout = (int)ControlServer.Patience.TotalMilliseconds * 2;
        }
        catch (SocketException e)
        {
            _socket.Dispose();
            throw new ControlException(e.SocketErrorCode == SocketError.AccessDenied
                ? $"{path} may not be opened by this user; run the command as the server's user"
                : $"no server runs on {dataFolder}; start it with parlance run, or name its folder with --data", e);
        }
    }

    /// <summary>Null: no node runs on that folder.</summary>
    /// <exception cref="ControlException">One does, and may not be asked by this user.</exception>
    public static ControlClient? IfRunning(string dataFolder)
    {
        try
        {
            return new(dataFolder);
        }
        catch (ControlException e) when (e.InnerException is SocketException { SocketErrorCode: not SocketError.AccessDenied })
        {
            return null;
        }
    }

    /// <param name="command">What is asked.</param>
    /// <param name="arguments">Further members of the request.</param>
    /// <exception cref="ControlException">The node refused, or is gone.</exception>
    public JsonElement Ask(string command, params ReadOnlySpan<(string Name, string Value)> arguments)
    {
        return Ask(Request(command, arguments));
    }

    /// <param name="request">The request, one line of JSON.</param>
    /// <exception cref="ControlException">The node refused, or is gone.</exception>
    public JsonElement Ask(ReadOnlyMemory<byte> request)
    {
        try
        {
            ControlLine.Send(_socket, request.Span);
            var line = _lines.Next() ?? throw new ControlException("the server closed the connection");
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("error", out var error)
                ? throw new ControlException(error.ToString())
                : document.RootElement.Clone();
        }
        catch (Exception e) when (e is SocketException or JsonException)
        {
            throw new ControlException("the server does not answer", e);
        }
    }

    public void Dispose() => _socket.Dispose();

    private static byte[] Request(string command, ReadOnlySpan<(string Name, string Value)> arguments)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("command", command);
            foreach (var (name, value) in arguments) json.WriteString(name, value);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}

/// <summary>A running node could not be asked; the message says why, and what to do.</summary>
public sealed class ControlException(string message, Exception? inner = null) : Exception(message, inner);
