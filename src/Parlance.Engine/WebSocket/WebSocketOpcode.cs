namespace Parlance.Engine.WebSocket;

/// <summary>Kinds of frames (RFC 6455 section 5.2); from <see cref="Close"/> on they are control frames.</summary>
public enum WebSocketOpcode : byte
{
    Continuation = 0,
    Text = 1,
    Binary = 2,
    Close = 8,
    Ping = 9,
    Pong = 10,
}
