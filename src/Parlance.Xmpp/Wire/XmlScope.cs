namespace Parlance.Xmpp.Wire;

/// <summary>What a stream header declares for all that follows. Almost all peers declare the same, and share one.</summary>
internal sealed class XmlScope
{
    private readonly byte[] _name;
    private readonly (byte[] Prefix, byte[] Space)[] _declared;

    private XmlScope(byte[] name, (byte[], byte[])[] declared) => (_name, _declared) = (name, declared);

    /// <summary>Nothing is declared: each element stands alone (RFC 7395).</summary>
    public static XmlScope Empty { get; } = new([], []);

    private static readonly XmlScope Usual = new("stream:stream"u8.ToArray(),
        [([], "jabber:client"u8.ToArray()), ("stream"u8.ToArray(), "http://etherx.jabber.org/streams"u8.ToArray())]);

    /// <summary>What the header on a tape declares.</summary>
    public static XmlScope Of(XmlTape header)
    {
        ref readonly var root = ref header.Nodes[0];
        var name = header.Bytes.AsSpan(root.Name, root.NameLength);
        if (name.SequenceEqual(Usual._name) && header.BindingCount == 2 && Usual.Declares(header, 0) && Usual.Declares(header, 1)) return Usual;
        return new(name.ToArray(), [.. header.Bindings.AsSpan(0, header.BindingCount).ToArray().Select(b => (PrefixOf(header, b).ToArray(), header.Space(b.Space).ToArray()))]);
    }

    /// <summary>Whether an end tag's name ends the stream.</summary>
    public bool IsName(ReadOnlySpan<byte> name) => name.SequenceEqual(_name);

    /// <summary>The default namespace; empty: none.</summary>
    public ReadOnlySpan<byte> Default
    {
        get
        {
            foreach (var (prefix, space) in _declared)
                if (prefix.Length == 0) return space;
            return default;
        }
    }

    /// <summary>Makes the declarations hold on a new tape.</summary>
    public void Begin(XmlTape tape)
    {
        foreach (var (prefix, space) in _declared)
        {
            var at = space.Length == 0 ? XmlSpace.None : tape.AddSpace(new(space, 0, 0));
            tape.Bind(new(prefix, 0, prefix.Length, at, 0, prefix.Length == 0 && IsContent(space)));
        }
    }

    /// <summary>Namespaces that stanzas may be in: a name without a prefix in one of them means the same in every stream.</summary>
    public static bool IsContent(ReadOnlySpan<byte> space) => space.SequenceEqual("jabber:client"u8) || space.SequenceEqual("jabber:server"u8);

    public static ReadOnlySpan<byte> PrefixOf(XmlTape tape, in XmlBinding binding) => binding.Own ?? tape.Bytes.AsSpan(binding.Start, binding.Length);

    private bool Declares(XmlTape header, int at)
    {
        ref readonly var binding = ref header.Bindings[at];
        var prefix = PrefixOf(header, binding);
        foreach (var declared in _declared)
            if (prefix.SequenceEqual(declared.Prefix) && header.Space(binding.Space).SequenceEqual(declared.Space)) return true;

        return false;
    }
}
