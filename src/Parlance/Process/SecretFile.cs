using System.Security.Cryptography;

namespace Parlance.Process;

/// <summary>A secret of the node's own in the data folder, readable by its owner only; made when it is first needed.</summary>
internal static class SecretFile
{
    public static byte[] Ensure(string path, int length)
    {
        if (File.Exists(path) && File.ReadAllBytes(path) is var known && known.Length == length) return known;
        var secret = RandomNumberGenerator.GetBytes(length);
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite });
        file.Write(secret);
        return secret;
    }
}
