using System.Security.Cryptography;
using System.Text;

namespace Parlance.Irc;

/// <summary>Comparisons of secrets that take the same time whatever differs.</summary>
public static class Secrets
{
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(expected)), SHA256.HashData(Encoding.UTF8.GetBytes(given)));
}
