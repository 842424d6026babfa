using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parlance.Engine.Security;

/// <summary>
/// What is kept of a password: a SCRAM record (RFC 5802 section 3 with SHA-256, RFC 7677), written <c>$scram-sha-256$iterations$salt$storedkey$serverkey</c>, the last
/// three in base64. Checking costs one PBKDF2, milliseconds: call it from a worker, never from the loop.
/// </summary>
public sealed class PasswordVerifier
{
    public const int IterationsMin = 4096;

    /// <summary>More would let a configuration stall a worker: about 7 s at this figure.</summary>
    public const int IterationsMax = 10_000_000;

    public const int IterationsDefault = 10_000;

    /// <summary>Bytes of a fresh salt.</summary>
    public const int SaltLength = 16;

    /// <summary>Longest salt that is read.</summary>
    public const int SaltLengthMax = 64;

    /// <summary>Longest password that is looked at, in UTF-8 bytes; longer ones never match.</summary>
    public const int PasswordLengthMax = 1024;

    private const string Scheme = "scram-sha-256";

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _serverKey;
    private readonly byte[] _storedKey;

    private PasswordVerifier(int iterations, byte[] salt, byte[] storedKey, byte[] serverKey)
    {
        _iterations = iterations;
        _salt = salt;
        _storedKey = storedKey;
        _serverKey = serverKey;
    }

    /// <summary>Makes the record of a password; the salt is <see cref="SaltLength"/> random bytes.</summary>
    public static PasswordVerifier Make(string password, ReadOnlySpan<byte> salt, int iterations = IterationsDefault)
    {
        var salted = Salted(password, salt, iterations);
        return new(iterations, salt.ToArray(), StoredKey(salted), HMACSHA256.HashData(salted, "Server Key"u8));
    }

    /// <summary>Whether a text means to be a verifier, well-formed or not, rather than a plain password.</summary>
    public static bool IsVerifier(string text) => text.StartsWith("$scram", StringComparison.Ordinal);

    public static bool TryParse(string text, [NotNullWhen(true)] out PasswordVerifier? verifier)
    {
        verifier = null;
        var parts = text.Split('$');
        if (parts.Length != 6 || parts[0].Length > 0 || parts[1] != Scheme) return false;
        if (!int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var iterations) || iterations is < IterationsMin or > IterationsMax) return false;
        if (!TryBase64(parts[3], out var salt) || salt.Length is 0 or > SaltLengthMax) return false;
        if (!TryBase64(parts[4], out var stored) || stored.Length != SHA256.HashSizeInBytes) return false;
        if (!TryBase64(parts[5], out var server) || server.Length != SHA256.HashSizeInBytes) return false;

        verifier = new(iterations, salt, stored, server);
        return true;
    }

    /// <summary>Whether the password is the one the record was made of. Compared in constant time.</summary>
    public bool Verify(string password) =>
        Encoding.UTF8.GetByteCount(password) <= PasswordLengthMax
        && CryptographicOperations.FixedTimeEquals(StoredKey(Salted(password, _salt, _iterations)), _storedKey);

    /// <summary>Whether <paramref name="given"/> is right for what a configuration holds: a verifier, or plain text. An empty or damaged one matches nothing.</summary>
    public static bool Matches(string configured, string given)
    {
        if (configured.Length == 0) return false;
        if (IsVerifier(configured)) return TryParse(configured, out var verifier) && verifier.Verify(given);

        // Digests have one length whatever the texts are, so the time does not tell how long the password is.
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(configured)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"${Scheme}${_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_storedKey)}${Convert.ToBase64String(_serverKey)}");

    private static byte[] Salted(string password, ReadOnlySpan<byte> salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    private static byte[] StoredKey(byte[] salted) => SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[text.Length];
        var good = Convert.TryFromBase64String(text, bytes, out var length);
        bytes = bytes[..length];
        return good;
    }
}
