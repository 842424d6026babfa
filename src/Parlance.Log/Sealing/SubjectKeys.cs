using System.Buffers.Binary;
using System.Security.Cryptography;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Seals what may identify a person: AES-256-GCM under a key of its subject, in a file apart from the log. Destroying the keys erases the person from
/// every copy of the log, and breaks no hash, because hashes are over what is sealed. May be used from several threads.
/// </summary>
/// <remarks>
/// What is sealed is one byte of version (1), four of the key's number, twelve of nonce, sixteen of tag, then the ciphertext; it is bound to its
/// position and stamp, so that it opens nowhere else.
/// </remarks>
public sealed class SubjectKeys : IDisposable
{
    internal const byte SealVersion = 1;
    internal const int Overhead = 1 + sizeof(uint) + NonceLength + TagLength;

    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int NoncesAhead = 256;

    /// <summary>Ciphers kept for reading, some 600 bytes each.</summary>
    private const int OpenersMax = 1_024;

    private readonly Lock _gate = new();
    private readonly KeyFile _file;
    private readonly KeyCache _cache;
    private readonly Dictionary<uint, AesGcm> _openers = [];
    private readonly byte[] _nonces = new byte[NonceLength * NoncesAhead];
    private int _nonceAt = NonceLength * NoncesAhead;

    private SubjectKeys(KeyFile file, KeyCache cache) => (_file, _cache) = (file, cache);

    /// <summary>Opens the file of keys for the one node that writes; makes it when there is none.</summary>
    /// <exception cref="StoreException">It cannot be opened, or is something else.</exception>
    public static SubjectKeys Open(string path) => new(KeyFile.Open(path, write: true), new());

    /// <summary>Opens the file of keys to read what is sealed; it may be in use by a running node.</summary>
    /// <exception cref="StoreException">It cannot be opened, or is something else.</exception>
    public static SubjectKeys OpenToRead(string path) => new(KeyFile.Open(path, write: false), new());

    /// <summary>Destroys the keys of an account or a user; what was sealed for them is erased. Returns how many there were.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="incarnation">Of a user's home node; null: the id's users in every incarnation.</param>
    /// <exception cref="StoreException">The file could not be written: some keys may be left.</exception>
    public int Erase(Person person, uint? incarnation = null)
    {
        Span<byte> name = stackalloc byte[KeyFile.SubjectLength];
        new Subject(person, 0).WriteName(name);
        lock (_gate)
        {
            _cache.ForgetAll(person);
            ForgetOpeners();
            return _file.Erase(name, recorded => incarnation is null || recorded == 0 || recorded == incarnation);
        }
    }

    /// <summary>Writes new keys to the file: before the events that use them are committed.</summary>
    internal void Flush(bool sync)
    {
        lock (_gate) _file.Flush(sync);
    }

    /// <summary>Seals into <paramref name="to"/>, which has room for <see cref="Overhead"/> more bytes.</summary>
    internal void Seal(in Subject subject, long position, Stamp stamp, ReadOnlySpan<byte> plain, Span<byte> to)
    {
        Span<byte> bound = stackalloc byte[2 * sizeof(long)];
        Bind(position, stamp, bound);
        lock (_gate)
        {
            if (_cache.TryGet(subject, out var number, out var cipher))
            {
                SealBy(cipher, number, plain, bound, to);
                return;
            }

            // Most guests are sealed for once, when they come: a cipher is kept ready from the second time on.
            number = AddKey(subject, out var key);
            using var once = new AesGcm(key, TagLength);
            SealBy(once, number, plain, bound, to);
        }
    }

    private void SealBy(AesGcm cipher, uint number, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> bound, Span<byte> to)
    {
        to[0] = SealVersion;
        BinaryPrimitives.WriteUInt32LittleEndian(to[1..], number);
        var nonce = to.Slice(5, NonceLength);
        TakeNonce(nonce);
        cipher.Encrypt(nonce, plain, to[Overhead..], to.Slice(5 + NonceLength, TagLength), bound);
    }

    /// <summary>The number of the key that something is sealed under; 0: none.</summary>
    internal static uint NumberOf(ReadOnlySpan<byte> @sealed) =>
        @sealed.Length < Overhead || @sealed[0] != SealVersion ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(@sealed[1..]);

    /// <summary>Opens what was sealed.</summary>
    internal SealState Open(long position, Stamp stamp, ReadOnlySpan<byte> @sealed, out byte[] plain)
    {
        plain = [];
        if (@sealed.IsEmpty) return SealState.None;
        if (Blanking.IsBlankedSeal(@sealed)) return SealState.Blanked;
        if (@sealed.Length < Overhead || @sealed[0] != SealVersion) return SealState.Damaged;

        Span<byte> bound = stackalloc byte[2 * sizeof(long)];
        Bind(position, stamp, bound);
        lock (_gate)
        {
            if (!TryOpener(BinaryPrimitives.ReadUInt32LittleEndian(@sealed[1..]), out var cipher, out var erased))
                return erased ? SealState.Erased : SealState.Damaged;
            try
            {
                plain = new byte[@sealed.Length - Overhead];
                cipher.Decrypt(@sealed.Slice(5, NonceLength), @sealed[Overhead..], @sealed.Slice(5 + NonceLength, TagLength), plain, bound);
                return SealState.Open;
            }
            catch (AuthenticationTagMismatchException)
            {
                plain = [];
                return SealState.Damaged;
            }
        }
    }

    /// <summary>The cipher of a key by its number. Kept for a while: a replay opens many rows of the same people, and a new cipher costs more than opening.</summary>
    private bool TryOpener(uint number, out AesGcm cipher, out bool erased)
    {
        erased = false;
        if (_openers.TryGetValue(number, out cipher!)) return true;

        Span<byte> key = stackalloc byte[KeyFile.KeyLength];
        if (!_file.TryRead(number, key, out erased)) return false;
        if (_openers.Count >= OpenersMax) ForgetOpeners();
        cipher = new(key, TagLength);
        _openers.Add(number, cipher);
        CryptographicOperations.ZeroMemory(key);
        return true;
    }

    private void ForgetOpeners()
    {
        foreach (var cipher in _openers.Values) cipher.Dispose();
        _openers.Clear();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _cache.Dispose();
            ForgetOpeners();
            _file.Dispose();
        }
    }

    private static void Bind(long position, Stamp stamp, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, position);
        BinaryPrimitives.WriteUInt64LittleEndian(to[sizeof(long)..], stamp.Value);
    }

    private uint AddKey(in Subject subject, out byte[] key)
    {
        Span<byte> name = stackalloc byte[KeyFile.SubjectLength];
        subject.WriteName(name);
        key = RandomNumberGenerator.GetBytes(KeyFile.KeyLength);
        var number = _file.Add(name, subject.Incarnation, key);
        _cache.Add(subject, number, key);
        return number;
    }

    /// <summary>Random, drawn ahead: one call to the generator costs more than the sealing.</summary>
    private void TakeNonce(Span<byte> to)
    {
        if (_nonceAt == _nonces.Length)
        {
            RandomNumberGenerator.Fill(_nonces);
            _nonceAt = 0;
        }

        _nonces.AsSpan(_nonceAt, NonceLength).CopyTo(to);
        _nonceAt += NonceLength;
    }
}

/// <summary>What became of the sealed part of a row.</summary>
public enum SealState
{
    /// <summary>The event has nothing personal.</summary>
    None,
    Open,
    /// <summary>The subject's key was destroyed.</summary>
    Erased,
    /// <summary>Retention took it.</summary>
    Blanked,
    /// <summary>The keys cannot be read here.</summary>
    NoKeys,
    /// <summary>It does not open with the key it names, or names none that exists.</summary>
    Damaged,
}
