using System.Security.Cryptography;
using Parlance.Engine;

namespace Parlance.Process;

/// <summary>The operator <c>root</c> of a server that was started without a file: its password is made once and kept in <c>data/operator</c>, for its owner's eyes only.</summary>
internal static class FirstOperator
{
    public const string Name = "root";

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int PasswordLength = 20;

    /// <summary>Longest password file that is read, in bytes.</summary>
    private const int FileLengthMax = 1024;

    /// <returns>The operator block; and the password when it was made just now.</returns>
    public static (OperatorBlock Block, string? Fresh) Ensure(string dataFolder)
    {
        var path = Path.Combine(dataFolder, "operator");
        if (Read(path) is { } known) return (Block(known), null);

        var password = RandomNumberGenerator.GetString(Letters, PasswordLength);
        FileModes.Write(path, password + "\n", FileModes.OwnerOnly);
        return (Block(password), password);
    }

    private static string? Read(string path)
    {
        var file = new FileInfo(path);
        if (!file.Exists || file.Length is 0 or > FileLengthMax) return null;
        var password = File.ReadAllText(path).Trim();
        return password.Length > 0 ? password : null;
    }

    private static OperatorBlock Block(string password) => new() { Name = Name, Password = password };
}
