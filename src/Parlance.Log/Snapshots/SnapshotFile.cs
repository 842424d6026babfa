using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// One snapshot in a file: the state in bytes, packed and encrypted, with the position it is of, the hash of the row there (a snapshot of another log fits nowhere),
/// and the state's own hash. Whatever byte of it is changed, it is refused.
/// </summary>
internal sealed record SnapshotFile(long Position, byte[] RowHash, byte[] StateHash, NodeState State)
{
    /// <summary>The largest state that is read, in bytes: some two million users.</summary>
    public const int StateMax = 1 << 30;

    private const int HeadLength = 20 + sizeof(long) + 32 + 32 + sizeof(int);
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private static ReadOnlySpan<byte> Magic => "PARLANCE SNAPSHOT 1\n"u8;

    public static byte[] Write(NodeState state, ReadOnlySpan<byte> rowHash, ReadOnlySpan<byte> key)
    {
        var plain = StateWriter.Write(state);
        var packed = Pack(plain.Span);
        var file = new byte[HeadLength + NonceLength + TagLength + packed.Length];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(20), state.Position);
        rowHash.CopyTo(file.AsSpan(28));
        Log.StateHash.Of(state).CopyTo(file, 60);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(92), plain.Length);
        var nonce = file.AsSpan(HeadLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce, packed, file.AsSpan(HeadLength + NonceLength + TagLength), file.AsSpan(HeadLength + NonceLength, TagLength), file.AsSpan(0, HeadLength));
        return file;
    }

    /// <exception cref="FormatException">It is damaged, of another key, or of a build whose state has what this one's has not.</exception>
    public static SnapshotFile Read(byte[] file, ReadOnlySpan<byte> key)
    {
        if (file.Length < HeadLength + NonceLength + TagLength || !file.AsSpan().StartsWith(Magic)) throw new FormatException("It is no snapshot.");
        var packed = new byte[file.Length - HeadLength - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            cipher.Decrypt(file.AsSpan(HeadLength, NonceLength), file.AsSpan(HeadLength + NonceLength + TagLength), file.AsSpan(HeadLength + NonceLength, TagLength), packed, file.AsSpan(0, HeadLength));
        }
        catch (AuthenticationTagMismatchException e)
        {
            throw new FormatException("It is not as it was written, or was encrypted under another key.", e);
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(92));
        if (length is < 0 or > StateMax) throw new FormatException("It is too large.");
        var state = StateReader.Read(Unpack(packed, length));
        var position = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(20));
        return state.Position == position ? new(position, file[28..60], file[60..92], state) : throw new FormatException("It is of another position than it says.");
    }

    private static byte[] Pack(ReadOnlySpan<byte> plain)
    {
        using var to = new MemoryStream();
        using (var pack = new DeflateStream(to, CompressionLevel.Fastest, leaveOpen: true)) pack.Write(plain);
        return to.ToArray();
    }

    private static byte[] Unpack(byte[] packed, int length)
    {
        try
        {
            var plain = new byte[length];
            using var from = new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress);
            from.ReadExactly(plain);
            return plain;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException("It does not unpack.", e);
        }
    }
}
