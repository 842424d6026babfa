using System.Security.Cryptography;

namespace Parlance.Log;

/// <summary>The key that snapshots are encrypted under, in <c>snapshots.key</c>: whoever has a copy of the database and of the snapshots cannot read them without it.</summary>
internal static class SnapshotKey
{
    public const int Length = 32;

    private static ReadOnlySpan<byte> Head => "PARLANCE SNAPSHOT KEY 1\n"u8;

    /// <summary>The key; null when there is none, or it may not be read here.</summary>
    /// <exception cref="StoreException">The file is damaged.</exception>
    public static byte[]? Read(string path)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(path)) return null;
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (bytes.Length == Head.Length + Length + SHA256.HashSizeInBytes && bytes.AsSpan().StartsWith(Head)
            && SHA256.HashData(bytes.AsSpan(0, Head.Length + Length)).AsSpan().SequenceEqual(bytes.AsSpan(Head.Length + Length)))
            return bytes[Head.Length..(Head.Length + Length)];
        throw new StoreException($"The key of the snapshots, {path}, is damaged. Delete it: snapshots are made anew from the log.");
    }

    /// <summary>Makes a new key in the place of whatever is there; what the old one encrypted is gone.</summary>
    public static byte[] Replace(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        byte[] content = [.. Head, .. key];
        PrivateFile.Write(path, [.. content, .. SHA256.HashData(content)]);
        return key;
    }
}
