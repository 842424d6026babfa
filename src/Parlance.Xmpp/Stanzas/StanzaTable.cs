using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Parlance.Xmpp.Streams;

namespace Parlance.Xmpp.Stanzas;

/// <summary>All stanza handlers, found at start, and which of them a stanza goes to.</summary>
public sealed class StanzaTable
{
    /// <summary>Bytes of type, namespace and name of a payload that can have a handler.</summary>
    public const int KeyMax = 256;

    private readonly Dictionary<byte[], Entry> _entries = new(new Keys());
    private readonly Dictionary<byte[], Entry>.AlternateLookup<ReadOnlySpan<byte>> _byKey;

    public delegate void Handler(XmppSession client, in Stanza stanza);

    /// <summary>A handler with its card.</summary>
    public sealed record Entry(StanzaCard Card, Handler Handle)
    {
        /// <summary>How often it was used since the start.</summary>
        public long Uses { get; internal set; }
    }

    public StanzaTable(Assembly assembly)
    {
        var all = new List<Entry>();
        foreach (var type in assembly.GetTypes())
        {
            if (!type.IsClass || !type.IsAssignableTo(typeof(IStanza))) continue;
            var card = (StanzaCard)type.GetProperty(nameof(IStanza.Card), BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
            var handle = type.GetMethod(nameof(IStanza.Handle), BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Handler>();
            var entry = new Entry(card, handle);
            all.Add(entry);
            string[] types = card is { Kind: StanzaKind.Iq, Type: "" } ? ["get", "set"] : [card.Type];
            foreach (var place in Enum.GetValues<Place>())
                if (place != Place.None && int.IsPow2((int)place) && card.At.HasFlag(place))
                    foreach (var one in types) _entries.Add(KeyOf(card.Kind, place, Utf8(one), Utf8(card.Namespace), Utf8(card.Element), new byte[KeyMax]).ToArray(), entry);
        }

        All = all;
        _byKey = _entries.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public IReadOnlyList<Entry> All { get; }

    /// <summary>The handler for a stanza: for its very payload or type, else the one for what no other has. Null: there is none.</summary>
    public Entry? Find(in Stanza stanza)
    {
        Span<byte> space = stackalloc byte[KeyMax];
        if (stanza.Kind == StanzaKind.Iq)
        {
            var payload = stanza.Payload;
            return payload.IsNone ? null : Find(stanza, stanza.Type, payload.Namespace, payload.Name, space) ?? Find(stanza, stanza.Type, default, default, space);
        }

        return Find(stanza, stanza.Type, default, default, space) ?? (stanza.Type.IsEmpty ? null : Find(stanza, default, default, default, space));
    }

    private Entry? Find(in Stanza stanza, ReadOnlySpan<byte> type, ReadOnlySpan<byte> ns, ReadOnlySpan<byte> name, Span<byte> space)
    {
        if (type.Length + ns.Length + name.Length + 5 > KeyMax) return null;
        return _byKey.TryGetValue(KeyOf(stanza.Kind, stanza.Place, type, ns, name, space), out var entry) ? entry : null;
    }

    private static ReadOnlySpan<byte> KeyOf(StanzaKind kind, Place place, ReadOnlySpan<byte> type, ReadOnlySpan<byte> ns, ReadOnlySpan<byte> name, Span<byte> space)
    {
        space[0] = (byte)kind;
        MemoryMarshal.Write(space[1..], (ushort)place);
        type.CopyTo(space[3..]);
        var at = 3 + type.Length;
        space[at++] = 0;
        ns.CopyTo(space[at..]);
        at += ns.Length;
        space[at++] = 0;
        name.CopyTo(space[at..]);
        return space[..(at + name.Length)];
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Keys : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] key) => GetHashCode(key.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> key)
        {
            var hash = new HashCode();
            hash.AddBytes(key);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
