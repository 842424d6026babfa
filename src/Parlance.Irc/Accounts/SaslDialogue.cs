using Parlance.Engine.Security.Sasl;

namespace Parlance.Irc.Accounts;

/// <summary>One log-in over AUTHENTICATE: messages in base64, cut into chunks of 400 (IRCv3 SASL 3.1, "The AUTHENTICATE command").</summary>
public sealed class SaslDialogue(SaslExchange exchange)
{
    /// <summary>Characters of a chunk; one that is shorter is a message's last.</summary>
    public const int ChunkLength = 400;

    /// <summary>Characters of a message in base64.</summary>
    public const int MessageMax = (SaslExchange.MessageMax + 2) / 3 * 4;

    private readonly List<byte> _chunks = [];

    public SaslExchange Exchange => exchange;

    /// <summary>The log-in succeeded, and the client has yet to acknowledge what proves the server.</summary>
    public SaslOutcome? Proved { get; set; }

    /// <summary>Takes a chunk.</summary>
    /// <param name="chunk">As it came; <c>+</c> is an empty one.</param>
    /// <param name="message">The decoded message, once it is whole.</param>
    public ChunkResult Take(ReadOnlySpan<byte> chunk, out byte[] message)
    {
        message = [];
        if (chunk.Length > ChunkLength) return ChunkResult.TooLong;
        if (!chunk.SequenceEqual("+"u8)) _chunks.AddRange(chunk);
        if (_chunks.Count > MessageMax) return ChunkResult.TooLong;
        if (chunk.Length == ChunkLength) return ChunkResult.More;

        var text = System.Text.Encoding.ASCII.GetString([.. _chunks]);
        _chunks.Clear();
        message = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, message, out var length)) return ChunkResult.Malformed;
        message = message[..length];
        return ChunkResult.Whole;
    }

    /// <summary>A message of the server in chunks, as AUTHENTICATE writes them.</summary>
    public static IEnumerable<string> Chunks(ReadOnlyMemory<byte> message)
    {
        var text = Convert.ToBase64String(message.Span);
        for (var at = 0; at < text.Length; at += ChunkLength) yield return text.Substring(at, Math.Min(ChunkLength, text.Length - at));
        if (text.Length % ChunkLength == 0) yield return "+";
    }
}

/// <summary>What a chunk made of the message.</summary>
public enum ChunkResult
{
    More,
    Whole,
    Malformed,
    TooLong,
}
