using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Parlance.Domain.Accounts;

namespace Parlance.Engine.Security.Sasl;

/// <summary>The arithmetic of SCRAM (RFC 5802 section 3), and what is kept of a password. PBKDF2 costs milliseconds: call <see cref="Keep"/> and <see cref="IsRight"/> from a worker.</summary>
public static class Scram
{
    /// <summary>Bytes of a fresh salt.</summary>
    public const int SaltLength = 16;

    /// <summary>Bytes of the salts that <see cref="Keep"/> takes.</summary>
    public const int SaltsLength = SaltLength * 3;

    private static readonly ScramHash[] s_hashes = [ScramHash.Sha1, ScramHash.Sha256, ScramHash.Sha512];

    /// <summary>Verifiers for all hashes from one password.</summary>
    /// <param name="password">As <see cref="Domain.Names.OpaqueString"/> prepared it.</param>
    /// <param name="iterations">PBKDF2 rounds, for each.</param>
    /// <param name="salts"><see cref="SaltsLength"/> random bytes.</param>
    /// <param name="readable">Whether the password itself is kept too (<c>accounts.keep_plaintext</c>).</param>
    public static Credentials Keep(string password, int iterations, ReadOnlyMemory<byte> salts, bool readable) =>
        new([.. s_hashes.Select((hash, i) => VerifierOf(password, hash, iterations, salts.Span.Slice(i * SaltLength, SaltLength)))], readable ? password : null);

    public static ScramVerifier VerifierOf(string password, ScramHash hash, int iterations, ReadOnlySpan<byte> salt)
    {
        var salted = Salted(password, hash, iterations, salt);
        return new(hash, iterations, Convert.ToBase64String(salt), Convert.ToBase64String(StoredKey(salted, hash)), Convert.ToBase64String(Hmac(hash, salted, "Server Key"u8)));
    }

    /// <summary>Whether the password is the one the verifier was made of. Compared in constant time.</summary>
    public static bool IsRight(string password, ScramVerifier verifier) => CryptographicOperations.FixedTimeEquals(
        StoredKey(Salted(password, verifier.Hash, verifier.Iterations, Convert.FromBase64String(verifier.Salt)), verifier.Hash), Convert.FromBase64String(verifier.StoredKey));

    /// <summary>Bytes of the hash.</summary>
    public static int LengthOf(ScramHash hash) => hash switch
    {
        ScramHash.Sha1 => SHA1.HashSizeInBytes,
        ScramHash.Sha256 => SHA256.HashSizeInBytes,
        _ => SHA512.HashSizeInBytes,
    };

    /// <summary>Whether a client's proof shows that it has the password; only HMACs, for the loop.</summary>
    internal static bool Proves(ReadOnlySpan<byte> proof, ScramVerifier verifier, ReadOnlySpan<byte> authMessage)
    {
        var stored = Convert.FromBase64String(verifier.StoredKey);
        var client = Hmac(verifier.Hash, stored, authMessage);
        if (proof.Length != client.Length) return false;
        for (var i = 0; i < client.Length; i++) client[i] ^= proof[i];
        return CryptographicOperations.FixedTimeEquals(Digest(verifier.Hash, client), stored);
    }

    internal static byte[] Signature(ScramVerifier verifier, ReadOnlySpan<byte> authMessage) => Hmac(verifier.Hash, Convert.FromBase64String(verifier.ServerKey), authMessage);

    private static byte[] Salted(string password, ScramHash hash, int iterations, ReadOnlySpan<byte> salt) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, NameOf(hash), LengthOf(hash));

    private static byte[] StoredKey(byte[] salted, ScramHash hash) => Digest(hash, Hmac(hash, salted, "Client Key"u8));

    private static HashAlgorithmName NameOf(ScramHash hash) => hash switch
    {
        ScramHash.Sha1 => HashAlgorithmName.SHA1,
        ScramHash.Sha256 => HashAlgorithmName.SHA256,
        _ => HashAlgorithmName.SHA512,
    };

    [SuppressMessage("Security", "CA5350", Justification = "SCRAM-SHA-1 is what many XMPP clients speak; as HMAC and in PBKDF2 it is not broken (RFC 5802).")]
    private static byte[] Hmac(ScramHash hash, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text) => hash switch
    {
        ScramHash.Sha1 => HMACSHA1.HashData(key, text),
        ScramHash.Sha256 => HMACSHA256.HashData(key, text),
        _ => HMACSHA512.HashData(key, text),
    };

    [SuppressMessage("Security", "CA5350", Justification = "SCRAM-SHA-1 is what many XMPP clients speak (RFC 5802).")]
    private static byte[] Digest(ScramHash hash, ReadOnlySpan<byte> text) => hash switch
    {
        ScramHash.Sha1 => SHA1.HashData(text),
        ScramHash.Sha256 => SHA256.HashData(text),
        _ => SHA512.HashData(text),
    };
}
