using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Parlance.Log;

/// <summary>
/// What a compaction leaves for those who come after: up to which position, the hash of the row there (and so of all before it), the hash of the state kept, all signed
/// by the node. In <c>meta</c> under <c>seal</c>: <c>position rowhash statehash publickey signature</c>, hexadecimal.
/// </summary>
internal sealed record HorizonSeal(long Position, byte[] RowHash, byte[] StateHash, byte[] PublicKey, byte[] Signature)
{
    public const string Name = "seal";

    private static HorizonSeal Sign(string databaseId, long position, byte[] rowHash, byte[] stateHash, ECDsa key) =>
        new(position, rowHash, stateHash, key.ExportSubjectPublicKeyInfo(), key.SignData(Said(databaseId, position, rowHash, stateHash), HashAlgorithmName.SHA256));

    /// <summary>Signs a state that is kept, and writes that down with the word that it counts.</summary>
    /// <exception cref="StoreException">The database cannot be written, or the key not be had.</exception>
    public static void Set(string place, Domain.NodeState kept)
    {
        using var key = NodeKey.Ensure(DataFolder.FolderOf(place));
        using var database = Database.OpenToWrite(DataFolder.DatabaseOf(place));
        var meta = new Metadata(database);
        var seal = Sign(meta.Value("database") ?? "", kept.Position, SnapshotFolder.RowHash(database, kept.Position), Log.StateHash.Of(kept), key);
        database.Run("BEGIN IMMEDIATE");
        meta.Set(SnapshotFolder.HorizonName, kept.Position.ToString(CultureInfo.InvariantCulture));
        meta.Set(Name, seal.ToString());
        database.Run("COMMIT");
    }

    public bool IsBy(string databaseId)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(PublicKey, out _);
            return key.VerifyData(Said(databaseId, Position, RowHash, StateHash), Signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Null: that is no seal.</summary>
    public static HorizonSeal? Parse(string? text)
    {
        try
        {
            return text?.Split(' ') is [var position, var row, var state, var key, var signature]
                ? new(long.Parse(position, CultureInfo.InvariantCulture), Convert.FromHexString(row), Convert.FromHexString(state), Convert.FromHexString(key), Convert.FromHexString(signature)) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Position} {Convert.ToHexStringLower(RowHash)} {Convert.ToHexStringLower(StateHash)} {Convert.ToHexStringLower(PublicKey)} {Convert.ToHexStringLower(Signature)}");

    private static byte[] Said(string databaseId, long position, byte[] rowHash, byte[] stateHash)
    {
        var place = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(place, position);
        return [.. "parlance horizon\n"u8, .. Encoding.UTF8.GetBytes(databaseId), .. place, .. rowHash, .. stateHash];
    }
}
