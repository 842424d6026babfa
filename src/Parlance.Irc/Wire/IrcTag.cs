namespace Parlance.Irc.Wire;

/// <summary>One tag as it stands: <c>[+][vendor/]key[=escaped value]</c>. IRCv3 message-tags.</summary>
public readonly ref struct IrcTag
{
    internal IrcTag(ReadOnlySpan<byte> raw)
    {
        Raw = raw;
        var equals = raw.IndexOf((byte)'=');
        Key = equals < 0 ? raw : raw[..equals];
        RawValue = equals < 0 ? default : raw[(equals + 1)..];
    }

    /// <summary>The whole tag.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>The key with <c>+</c> and vendor: opaque, compared byte by byte.</summary>
    public ReadOnlySpan<byte> Key { get; }

    /// <summary>The value as escaped; empty when missing, which means the same.</summary>
    public ReadOnlySpan<byte> RawValue { get; }

    /// <summary>Whether it is a client-only tag, which servers pass on and never understand.</summary>
    public bool IsClientOnly => Key.StartsWith((byte)'+');

    /// <summary>The vendor, such as <c>draft</c> or <c>example.org</c>; empty without one.</summary>
    public ReadOnlySpan<byte> Vendor
    {
        get
        {
            var name = IsClientOnly ? Key[1..] : Key;
            var slash = name.IndexOf((byte)'/');
            return slash < 0 ? default : name[..slash];
        }
    }

    /// <summary>The key without <c>+</c> and vendor.</summary>
    public ReadOnlySpan<byte> Name => Key[(Math.Max(Key.IndexOf((byte)'/'), IsClientOnly ? 0 : -1) + 1)..];
}
