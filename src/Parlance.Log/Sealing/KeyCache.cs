using System.Security.Cryptography;

namespace Parlance.Log;

/// <summary>
/// The keys of the subjects seen last, and ready ciphers for the few most active (a cipher costs 1.3 KB and 1.2 us to make). Both are bounded; one that fell out
/// gets a new key with its next event.
/// </summary>
internal sealed class KeyCache : IDisposable
{
    /// <summary>The most subjects whose keys are at hand; 48 bytes each.</summary>
    public const int SubjectsMax = 131_072;

    /// <summary>The most ciphers kept ready.</summary>
    public const int CiphersMax = 2_048;

    private readonly int _subjectsMax;
    private readonly Dictionary<Subject, int> _slots = [];
    private readonly List<Slot> _ring = [];
    private readonly Dictionary<Subject, AesGcm> _ciphers = [];
    private readonly Queue<Subject> _cipherOrder = [];
    private int _hand;

    public KeyCache(int subjectsMax = SubjectsMax) => _subjectsMax = subjectsMax;

    public bool TryGet(in Subject subject, out uint number, out AesGcm cipher)
    {
        (number, cipher) = (0, null!);
        if (!_slots.TryGetValue(subject, out var at)) return false;

        ref var slot = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ring)[at];
        slot.Used = true;
        number = slot.Number;
        cipher = CipherOf(subject, slot.Key);
        return true;
    }

    public void Add(in Subject subject, uint number, byte[] key)
    {
        var slot = new Slot(subject, number, key);
        if (_ring.Count < _subjectsMax)
        {
            _slots[subject] = _ring.Count;
            _ring.Add(slot);
            return;
        }

        // The hand goes round until it meets one that was not used since it last came by.
        var ring = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_ring);
        for (; ring[_hand].Used; _hand = (_hand + 1) % ring.Length) ring[_hand].Used = false;
        if (_slots.TryGetValue(ring[_hand].Subject, out var at) && at == _hand) Forget(ring[_hand].Subject);
        ring[_hand] = slot;
        _slots[subject] = _hand;
        _hand = (_hand + 1) % ring.Length;
    }

    public void Forget(in Subject subject)
    {
        if (_slots.Remove(subject, out var at)) CryptographicOperations.ZeroMemory(_ring[at].Key);
        if (_ciphers.Remove(subject, out var cipher)) cipher.Dispose();
    }

    /// <summary>Forgets an account, or a user of any incarnation.</summary>
    public void ForgetAll(Parlance.Domain.Person person)
    {
        foreach (var subject in _slots.Keys.Where(subject => subject.Person == person).ToList()) Forget(subject);
    }

    public void Dispose()
    {
        foreach (var cipher in _ciphers.Values) cipher.Dispose();
        foreach (var slot in _ring) CryptographicOperations.ZeroMemory(slot.Key);
        _ciphers.Clear();
        _slots.Clear();
        _ring.Clear();
    }

    private AesGcm CipherOf(in Subject subject, byte[] key)
    {
        if (_ciphers.TryGetValue(subject, out var cipher)) return cipher;

        while (_cipherOrder.Count >= CiphersMax)
            if (_ciphers.Remove(_cipherOrder.Dequeue(), out var oldest)) oldest.Dispose();
        cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
        _ciphers.Add(subject, cipher);
        _cipherOrder.Enqueue(subject);
        return cipher;
    }

    private struct Slot(Subject subject, uint number, byte[] key)
    {
        public readonly Subject Subject = subject;
        public readonly uint Number = number;
        public readonly byte[] Key = key;
        public bool Used = true;
    }
}
