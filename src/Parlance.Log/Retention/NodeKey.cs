using System.Security.Cryptography;

namespace Parlance.Log;

/// <summary>The node's own key, <c>node.key</c>: ECDSA over P-256, PKCS #8 in PEM, made at first use. It signs what nobody may change unseen.</summary>
public static class NodeKey
{
    /// <summary>The key; the caller disposes of it.</summary>
    /// <exception cref="StoreException">It is there and no such key, or cannot be made.</exception>
    public static ECDsa Ensure(string folder)
    {
        var path = Path.Combine(folder, "node.key");
        if (!File.Exists(path))
        {
            using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            PrivateFile.Write(path, System.Text.Encoding.ASCII.GetBytes(made.ExportPkcs8PrivateKeyPem() + "\n"));
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key;
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new StoreException($"The node's key, {path}, cannot be read: {e.Message} Restore it from the last backup.", e);
        }
    }
}
