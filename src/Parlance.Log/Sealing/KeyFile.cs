using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Parlance.Log;

/// <summary>
/// The file of keys: 64-byte records after a 64-byte header, found by number. A record is its state (1: live), a checksum, the incarnation,
/// 24 bytes of the digest of the subject's name, and the key. An erased record is all zeros. New records are kept until <see cref="Flush"/>.
/// </summary>
internal sealed class KeyFile : IDisposable
{
    public const int RecordLength = 64;
    public const int KeyLength = 32;
    public const int SubjectLength = 24;

    private const int KeyAt = RecordLength - KeyLength;
    private const int ChecksumAt = 1;

    private static readonly byte[] s_header = [.. "PARLANCE KEYS 2\n"u8, .. new byte[RecordLength - 16]];

    private readonly string _path;
    private readonly SafeFileHandle _file;
    private readonly List<byte> _pending = [];
    private long _next;

    private KeyFile(string path, SafeFileHandle file, long next) => (_path, _file, _next) = (path, file, next);

    /// <summary>Opens the file, or makes it (readable by its owner alone).</summary>
    /// <exception cref="StoreException">It cannot be opened, or is not a file of keys.</exception>
    public static KeyFile Open(string path, bool write)
    {
        try
        {
            if (write && !File.Exists(path)) Create(path);
            var file = File.OpenHandle(path, FileMode.Open, write ? FileAccess.ReadWrite : FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var header = new byte[RecordLength];
            if (RandomAccess.Read(file, header, 0) != RecordLength || !header.AsSpan().SequenceEqual(s_header))
            {
                file.Dispose();
                throw new StoreException($"{path} is not a file of keys. Restore it from a backup: without it, what is sealed in the log cannot be read.");
            }

            var length = RandomAccess.GetLength(file);
            return new(path, file, (length + RecordLength - 1) / RecordLength);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(path, e);
        }
    }

    /// <summary>Adds a key that was just made; returns its number. It is written with the next <see cref="Flush"/>.</summary>
    public uint Add(ReadOnlySpan<byte> subject, uint incarnation, ReadOnlySpan<byte> key)
    {
        Span<byte> record = stackalloc byte[RecordLength];
        record.Clear();
        record[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(record[4..], incarnation);
        subject.CopyTo(record[8..]);
        key.CopyTo(record[KeyAt..]);
        Checksum.Write(record, ChecksumAt);
        _pending.AddRange(record);
        return checked((uint)_next++);
    }

    /// <summary>Writes what was added, and forces it to the disk. Nothing to do when nothing was.</summary>
    /// <exception cref="StoreException">It could not; what was added stays for the next try.</exception>
    public void Flush(bool sync)
    {
        if (_pending.Count == 0) return;
        try
        {
            var first = _next - (_pending.Count / RecordLength);
            RandomAccess.Write(_file, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending), first * RecordLength);
            if (sync) RandomAccess.FlushToDisk(_file);
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending));
            _pending.Clear();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(_path, e);
        }
    }

    /// <summary>Reads a key; false when there is no such record, and <paramref name="erased"/> when it was destroyed.</summary>
    public bool TryRead(uint number, Span<byte> key, out bool erased)
    {
        erased = false;
        if (number == 0) return false;

        Span<byte> record = stackalloc byte[RecordLength];
        var pendingFrom = _next - (_pending.Count / RecordLength);
        if (number >= _next) return TryReadStored(number, record, key, out erased);
        if (number < pendingFrom) return TryReadStored(number, record, key, out erased);

        var at = (int)(number - pendingFrom) * RecordLength;
        System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_pending).Slice(at + KeyAt, KeyLength).CopyTo(key);
        return true;
    }

    /// <summary>Overwrites every record of a subject with zeros and forces that to the disk. Returns how many there were.</summary>
    public int Erase(ReadOnlySpan<byte> subject, Func<uint, bool> incarnation)
    {
        Flush(sync: true);
        try
        {
            var erased = 0;
            var records = new byte[RecordLength * 1024];
            for (var at = (long)RecordLength; RandomAccess.Read(_file, records, at) is > 0 and var read; at += read)
            {
                for (var i = 0; i + RecordLength <= read; i += RecordLength)
                {
                    var record = records.AsSpan(i, RecordLength);
                    if (record[0] == 0 || !record.Slice(8, SubjectLength).SequenceEqual(subject)) continue;
                    if (!incarnation(BinaryPrimitives.ReadUInt32LittleEndian(record[4..]))) continue;
                    RandomAccess.Write(_file, new byte[RecordLength], at + i);
                    erased++;
                }

                if (read % RecordLength != 0) break;
            }

            RandomAccess.FlushToDisk(_file);
            return erased;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Failed(_path, e);
        }
    }

    /// <summary>How many records there are, the header among them: numbers from 1 to this less 1 are in use.</summary>
    public long Records => _next;

    /// <summary>Numbers of records that are neither live nor erased: something changed them.</summary>
    /// <exception cref="StoreException">The file cannot be read.</exception>
    public IEnumerable<long> Damaged()
    {
        var records = new byte[RecordLength * 1024];
        var number = 1L;
        for (var at = (long)RecordLength; Read(records, at) is > 0 and var read; at += read)
        {
            for (var i = 0; i < read; i += RecordLength, number++)
                if (i + RecordLength > read || (!IsLive(records.AsSpan(i, RecordLength)) && records.AsSpan(i, RecordLength).ContainsAnyExcept((byte)0))) yield return number;
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsLive(ReadOnlySpan<byte> record) => record[0] == 1 && Checksum.Fits(record, ChecksumAt);

    private int Read(byte[] to, long at)
    {
        try
        {
            return RandomAccess.Read(_file, to, at);
        }
        catch (IOException e)
        {
            throw Failed(_path, e);
        }
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(s_header);
        file.Flush(flushToDisk: true);
    }

    private static StoreException Failed(string path, Exception e) =>
        new($"The keys of the log, {path}: {e.Message} Make room or set its owner right; what is waiting is written as soon as that works.", e);

    private bool TryReadStored(uint number, Span<byte> record, Span<byte> key, out bool erased)
    {
        erased = false;
        try
        {
            if (RandomAccess.Read(_file, record, (long)number * RecordLength) != RecordLength) return false;
        }
        catch (IOException e)
        {
            throw Failed(_path, e);
        }

        erased = !record.ContainsAnyExcept((byte)0);
        record[KeyAt..].CopyTo(key);
        return IsLive(record);
    }
}
