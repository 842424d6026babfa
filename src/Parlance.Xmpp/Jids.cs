using System.Text;

namespace Parlance.Xmpp;

/// <summary>Addresses as they come, read once: those that were met lately are found by their bytes, and nothing is allocated for them. For the one thread of a node.</summary>
public sealed class Jids
{
    /// <summary>Addresses remembered; a power of two. One that is met replaces another of the same place.</summary>
    public const int RememberedMax = 4096;

    /// <summary>Bytes of an address that is remembered.</summary>
    public const int RememberedLengthMax = 200;

    private readonly (byte[] Text, Jid Jid)[] _met = new (byte[], Jid)[RememberedMax];

    /// <summary>Null: it is no address.</summary>
    public Jid? Read(ReadOnlySpan<byte> text)
    {
        if (text.Length > RememberedLengthMax) return text.Length > Jid.LengthMax ? null : Jid.Parse(Encoding.UTF8.GetString(text));
        ref var place = ref _met[PlaceOf(text)];
        if (place.Text is { } met && text.SequenceEqual(met)) return place.Jid;
        var jid = Jid.Parse(Encoding.UTF8.GetString(text));
        if (jid is not null) place = (text.ToArray(), jid);
        return jid;
    }

    private static int PlaceOf(ReadOnlySpan<byte> text)
    {
        var hash = 2166136261u;
        foreach (var c in text) hash = (hash ^ c) * 16777619;
        return (int)((hash ^ (hash >> 15)) & (RememberedMax - 1));
    }
}
