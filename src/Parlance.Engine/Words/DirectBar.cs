namespace Parlance.Engine.Words;

/// <summary>Why what somebody says to somebody does not arrive. Each dialect has words for each, or keeps silent.</summary>
public enum DirectBar
{
    /// <summary>It does.</summary>
    None,
    /// <summary>Only staff are spoken to just now.</summary>
    StaffOnly,
    /// <summary>A spam filter holds it back.</summary>
    Spam,
    /// <summary>The sender has blocked the receiver (XEP-0191 §3.2).</summary>
    BlockedByYou,
    /// <summary>The receiver does not want to hear the sender (block list, IRC <c>SILENCE</c>).</summary>
    Unheard,
    /// <summary>The sender takes part in encrypted conversations only (+Z), and the receiver's is not.</summary>
    YouAreSecureOnly,
    /// <summary>The receiver takes messages from encrypted connections only (+Z).</summary>
    SecureOnly,
    /// <summary>The receiver takes messages from accounts only (+R).</summary>
    RegisteredOnly,
    /// <summary>The receiver's client takes no requests (+C).</summary>
    NoCtcp,
    /// <summary>The receiver takes messages from those accepted only (+g).</summary>
    CallerId,
}
