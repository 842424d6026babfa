namespace Parlance.Engine.Transport;

/// <summary>What a read or write on a socket or its TLS layer came to, when it is not a number of bytes.</summary>
internal static class IoResult
{
    /// <summary>Nothing now; the socket says when it can go on.</summary>
    public const int Blocked = 0;

    /// <summary>The other side closed in order.</summary>
    public const int End = -1;

    public const int Reset = -2;
    public const int TlsFailed = -3;

    /// <summary>The TLS layer must first be able to write (while reading).</summary>
    public const int NeedsWrite = -4;

    /// <summary>The TLS layer must first be able to read (while writing).</summary>
    public const int NeedsRead = -5;

    public static CloseReason Reason(int result) => result switch
    {
        End => CloseReason.EndOfStream,
        TlsFailed => CloseReason.TlsFailed,
        _ => CloseReason.Reset,
    };
}
