using Parlance.Domain.Names;

namespace Parlance.Xmpp;

/// <summary>An address <c>local@domain/resource</c> (RFC 7622), its parts as they compare. Two are the same when their texts are.</summary>
public sealed class Jid : IEquatable<Jid>
{
    /// <summary>Bytes of a whole address: three parts and what parts them.</summary>
    public const int LengthMax = (3 * AddressParts.LengthMax) + 2;

    private Jid(string? local, string domain, string? resource)
    {
        (Local, Domain, Resource) = (local, domain, resource);
        Bare = local is null ? domain : $"{local}@{domain}";
        Full = resource is null ? Bare : $"{Bare}/{resource}";
    }

    /// <summary>Null: a server or service.</summary>
    public string? Local { get; }
    public string Domain { get; }

    /// <summary>Null: not one session or occupant, but the account, room or service.</summary>
    public string? Resource { get; }

    /// <summary>Without its resource.</summary>
    public string Bare { get; }

    /// <summary>All of it.</summary>
    public string Full { get; }
    public bool IsBare => Resource is null;

    /// <summary>Of parts that are prepared already.</summary>
    public static Jid Of(string? local, string domain, string? resource = null) => new(local, domain, resource);

    /// <summary>Null: it is none.</summary>
    public static Jid? Parse(string text)
    {
        if (text.Length > LengthMax) return null;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        string? resource = null;
        if (slash >= 0 && !AddressParts.TryResource(text[(slash + 1)..], out resource)) return null;
        var bare = slash < 0 ? text : text[..slash];
        var at = bare.IndexOf('@', StringComparison.Ordinal);
        string? local = null;
        if (at >= 0 && !AddressParts.TryLocal(bare[..at], out local)) return null;
        return AddressParts.TryDomain(at < 0 ? bare : bare[(at + 1)..], out var domain) ? new(local, domain, resource) : null;
    }

    public Jid ToBare() => Resource is null ? this : new(Local, Domain, null);

    public Jid With(string? resource) => new(Local, Domain, resource);

    public bool Equals(Jid? other) => other is not null && Full == other.Full;

    public override bool Equals(object? obj) => Equals(obj as Jid);

    public override int GetHashCode() => Full.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Full;
}
