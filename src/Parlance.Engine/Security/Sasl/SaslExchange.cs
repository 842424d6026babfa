namespace Parlance.Engine.Security.Sasl;

/// <summary>
/// The server's side of one log-in by one mechanism (RFC 4422), for all dialects. All mechanisms here begin with the client's words: a dialect whose client
/// sent none yet asks for them with an empty challenge of its own.
/// </summary>
public abstract class SaslExchange
{
    /// <summary>Bytes of a message, decoded; what is longer fails.</summary>
    public const int MessageMax = 8192;

    private bool _isOver;

    private protected SaslExchange(Logins logins, in SaslClient client) => (Logins, Client) = (logins, client);

    private protected Logins Logins { get; }
    private protected SaslClient Client { get; }
    private protected Node Node => Logins.Node;

    /// <summary>Whether a worker is at it.</summary>
    public bool IsPending { get; private set; }

    /// <summary>Takes the client's next message.</summary>
    /// <param name="message">Decoded from base64.</param>
    /// <param name="later">Told the end when this returns <see cref="SaslResult.Pending"/>, in a later step; not after <see cref="Abort"/>.</param>
    public SaslOutcome Step(ReadOnlySpan<byte> message, Action<SaslOutcome> later)
    {
        if (_isOver || IsPending) return End(SaslFault.Malformed);
        if (message.Length > MessageMax) return End(SaslFault.TooLong);
        return End(Take(message, outcome =>
        {
            IsPending = false;
            if (!_isOver) later(End(outcome));
        }));
    }

    /// <summary>The client gave it up; a result that is still to come is dropped.</summary>
    public void Abort() => _isOver = true;

    /// <inheritdoc cref="Step"/>
    private protected abstract SaslOutcome Take(ReadOnlySpan<byte> message, Action<SaslOutcome> later);

    private SaslOutcome End(in SaslOutcome outcome)
    {
        IsPending = outcome.Result == SaslResult.Pending;
        _isOver = outcome.Result is SaslResult.Success or SaslResult.Failure;
        if (outcome.Result == SaslResult.Success) Logins.Attempts.Forgive(Client.Connection.Peer.Address);
        return outcome;
    }
}
