using System.Text;

namespace Parlance.Engine.WebSocket;

/// <summary>What matters of an HTTP/1.1 request that wants a WebSocket (RFC 9112, RFC 6455 section 4.2.1).</summary>
internal ref struct WebSocketRequest
{
    /// <summary>It is HTTP/1.1 and its headers have the right form, each at most once where one is meant.</summary>
    public bool IsHttp;

    public bool IsGet, HasHost;
    public string Path;
    public string? Key, Version, Origin;

    /// <summary>The first of the client's subprotocols that is known; null when none is.</summary>
    public string? Protocol;

    private IReadOnlyList<string> _known;

    private bool _upgrade, _connection;

    public readonly bool WantsWebSocket => _upgrade && _connection;

    /// <param name="bytes">Request line and headers, each with its CR LF.</param>
    /// <param name="known">The subprotocols that are spoken here.</param>
    public static WebSocketRequest Parse(ReadOnlySpan<byte> bytes, IReadOnlyList<string> known)
    {
        var request = new WebSocketRequest { Path = "", _known = known };
        var end = bytes.IndexOf("\r\n"u8);
        if (!request.TryReadStart(bytes[..end])) return request;

        for (bytes = bytes[(end + 2)..]; !bytes.IsEmpty; bytes = bytes[(end + 2)..])
        {
            end = bytes.IndexOf("\r\n"u8);
            if (!request.TryReadHeader(bytes[..end])) return request;
        }

        request.IsHttp = true;
        return request;
    }

    private bool TryReadStart(ReadOnlySpan<byte> line)
    {
        var method = line.IndexOf((byte)' ');
        var version = line.LastIndexOf(" HTTP/1.1"u8);
        if (method <= 0 || version != line.Length - 9 || version <= method) return false;

        var path = line[(method + 1)..version];
        if (path.IsEmpty || path[0] != '/' || path.ContainsAnyExceptInRange((byte)'!', (byte)'~')) return false;
        IsGet = line[..method].SequenceEqual("GET"u8);
        Path = Encoding.ASCII.GetString(path);
        return true;
    }

    private bool TryReadHeader(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        if (colon <= 0 || line[..colon].ContainsAnyExceptInRange((byte)'!', (byte)'~') || line.ContainsAny("\r\n\0"u8)) return false;

        var value = line[(colon + 1)..].Trim(" \t"u8);
        Span<byte> lower = stackalloc byte[24];
        if (colon > lower.Length) return true;
        Ascii.ToLower(line[..colon], lower, out _);

        switch (lower[..colon])
        {
            case var n when n.SequenceEqual("upgrade"u8):
                _upgrade |= Has(value, "websocket");
                return true;
            case var n when n.SequenceEqual("connection"u8):
                _connection |= Has(value, "upgrade");
                return true;
            case var n when n.SequenceEqual("host"u8):
                if (HasHost) return false;
                return HasHost = true;
            case var n when n.SequenceEqual("origin"u8):
                return Once(ref Origin, value);
            case var n when n.SequenceEqual("sec-websocket-key"u8):
                return Once(ref Key, value);
            case var n when n.SequenceEqual("sec-websocket-version"u8):
                return Once(ref Version, value);
            case var n when n.SequenceEqual("sec-websocket-protocol"u8):
                foreach (var word in value.Split((byte)','))
                    Protocol ??= Known(value[word].Trim(" \t"u8));
                return true;
            default:
                return true;
        }
    }

    private static bool Has(ReadOnlySpan<byte> list, string word)
    {
        foreach (var range in list.Split((byte)','))
            if (Ascii.EqualsIgnoreCase(list[range].Trim(" \t"u8), word)) return true;
        return false;
    }

    private readonly string? Known(ReadOnlySpan<byte> protocol)
    {
        foreach (var known in _known)
            if (Ascii.Equals(protocol, known)) return known;
        return null;
    }

    private static bool Once(ref string? field, ReadOnlySpan<byte> value)
    {
        if (field is not null) return false;
        field = Encoding.Latin1.GetString(value);
        return true;
    }
}
