namespace Parlance.Domain.Accounts;

/// <summary>The hash functions of SCRAM in use (RFC 5802, RFC 7677).</summary>
public enum ScramHash
{
    Sha1,
    Sha256,
    Sha512,
}

/// <summary>What a server keeps of a password for SCRAM (RFC 5802 section 3); it tells neither the password nor lets anybody log in with it.</summary>
/// <param name="Hash">The hash function.</param>
/// <param name="Iterations">PBKDF2 rounds.</param>
/// <param name="Salt">Base64.</param>
/// <param name="StoredKey">Base64 of H(ClientKey).</param>
/// <param name="ServerKey">Base64.</param>
public sealed record ScramVerifier(ScramHash Hash, int Iterations, string Salt, string StoredKey, string ServerKey)
{
    public const int IterationsMin = 4096;
    public const int IterationsMax = 10_000_000;

    /// <summary>As SASL names it, without <c>-PLUS</c>.</summary>
    public string Mechanism => MechanismOf(Hash);

    public static string MechanismOf(ScramHash hash) => hash switch
    {
        ScramHash.Sha1 => "SCRAM-SHA-1",
        ScramHash.Sha256 => "SCRAM-SHA-256",
        _ => "SCRAM-SHA-512",
    };

    /// <summary>Never the secrets: it may end up in a message to somebody.</summary>
    public override string ToString() => $"{Mechanism} ({Iterations})";
}
