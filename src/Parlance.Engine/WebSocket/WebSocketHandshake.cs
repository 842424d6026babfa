using System.Buffers;
using System.Text;

namespace Parlance.Engine.WebSocket;

public enum HandshakeResult
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,
    /// <summary>Send the answer; frames follow.</summary>
    Accepted,
    /// <summary>Send the answer, then close.</summary>
    Refused,
}

/// <summary>
/// The server's side of a WebSocket's opening (RFC 6455 section 4.2), read as it comes. What forwarding headers claim is not believed: a trusted proxy has the
/// PROXY protocol for that.
/// </summary>
/// <param name="spoken">What the frames will be in.</param>
public sealed class WebSocketHandshake(WebSocketProtocols spoken) : IDisposable
{
    /// <summary>Bytes of the request with its headers.</summary>
    public const int RequestMax = 8 * 1024;

    private byte[]? _request = ArrayPool<byte>.Shared.Rent(1024);
    private int _length;

    /// <summary>Where the page that opened it comes from; null outside a browser. Set when accepted.</summary>
    public string? Origin { get; private set; }

    /// <summary>The path that was asked for, with its query.</summary>
    public string Path { get; private set; } = "";

    /// <summary>The subprotocol that was agreed; null: none.</summary>
    public string? Protocol { get; private set; }

    /// <summary>Reads on. Once it has ended do not call it again; what follows <paramref name="consumed"/> are the first frames.</summary>
    public HandshakeResult Read(ReadOnlySpan<byte> bytes, out int consumed, IBufferWriter<byte> answer)
    {
        var before = _length;
        var take = Math.Min(bytes.Length, RequestMax - before);
        Keep(bytes[..take]);

        var from = Math.Max(0, before - 3);   // the empty line may have begun in the bytes before
        var end = _request.AsSpan(from, _length - from).IndexOf("\r\n\r\n"u8);
        consumed = end < 0 ? take : from + end + 4 - before;
        if (end < 0) return _length < RequestMax ? HandshakeResult.Incomplete : Refuse("431 Request Header Fields Too Large", "", answer);

        var request = WebSocketRequest.Parse(_request.AsSpan(0, from + end + 2), spoken.Known);
        if (!request.IsHttp) return Refuse("400 Bad Request", "", answer);
        if (!request.IsGet) return Refuse("405 Method Not Allowed", "Allow: GET\r\n", answer);
        if (!request.WantsWebSocket || request.Version != "13") return Refuse("426 Upgrade Required", "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n", answer);
        if (!request.HasHost || !IsKey(request.Key)) return Refuse("400 Bad Request", "", answer);

        if (spoken.IsRequired && request.Protocol is null) return Refuse("400 Bad Request", "", answer);

        (Origin, Path, Protocol) = (request.Origin, request.Path, request.Protocol);
        var chosen = request.Protocol is null ? "" : $"Sec-WebSocket-Protocol: {request.Protocol}\r\n";
        Say($"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {Accept(request.Key!)}\r\n{chosen}\r\n", answer);
        Dispose();
        return HandshakeResult.Accepted;
    }

    /// <summary>Gives back its buffer.</summary>
    public void Dispose()
    {
        if (_request is not null) ArrayPool<byte>.Shared.Return(_request);
        _request = null;
    }

    private HandshakeResult Refuse(string status, string headers, IBufferWriter<byte> answer)
    {
        var body = $"This port speaks {spoken.Name} over WebSocket (RFC 6455): {status}.\r\n";
        Say($"HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Type: text/plain\r\nContent-Length: {body.Length}\r\n\r\n{body}", answer);
        Dispose();
        return HandshakeResult.Refused;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_request is null, this);
        if (_length + bytes.Length > _request.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(RequestMax);
            _request.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_request);
            _request = larger;
        }

        bytes.CopyTo(_request.AsSpan(_length));
        _length += bytes.Length;
    }

    private static void Say(string text, IBufferWriter<byte> to) => Encoding.ASCII.GetBytes(text, to);

    /// <summary>16 bytes in base64 (section 4.1).</summary>
    private static bool IsKey(string? key)
    {
        Span<byte> bytes = stackalloc byte[24];
        return key is { Length: 24 } && Convert.TryFromBase64String(key, bytes, out var length) && length == 16;
    }

    private static string Accept(string key)
    {
#pragma warning disable CA5350 // SHA-1 is what section 4.2.2 asks for; it protects nothing.
        return Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
    }
}

/// <summary>What is spoken in a WebSocket.</summary>
/// <param name="Name">For people: <c>IRC</c>.</param>
/// <param name="Known">Its subprotocols, as Sec-WebSocket-Protocol has them.</param>
/// <param name="IsRequired">Whether a client must ask for one of them.</param>
public sealed record WebSocketProtocols(string Name, IReadOnlyList<string> Known, bool IsRequired);
