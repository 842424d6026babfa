using System.Buffers;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>
/// Events to bytes and back: the payload (JSON without personal data) and the part that is to be sealed. Reading may be done from any thread;
/// writing takes an <see cref="EventEncoder"/> per thread.
/// </summary>
public sealed class EventCodec
{
    /// <summary>The largest payload and the largest sealed part, in bytes; a longer one is neither written nor read.</summary>
    public const int PartMax = 4 * 1024 * 1024;

    /// <summary>Made when the first event of a kind is met: most kinds are rare, and each costs the serializer's reflection.</summary>
    private readonly Dictionary<Type, Lazy<EventContract>> _contracts = [];
    private readonly Dictionary<(string Kind, int From), IUpcaster> _upcasters = [];

    /// <exception cref="InvalidOperationException">A mistake in the code: a nameless event, a name used twice, a version without an upcaster from the one before.</exception>
    public EventCodec(EventKinds kinds, params IEnumerable<IUpcaster> upcasters)
    {
        Kinds = kinds;
        foreach (var upcaster in upcasters)
            if (!_upcasters.TryAdd((upcaster.Kind, upcaster.From), upcaster))
                throw new InvalidOperationException($"Two upcasters for {upcaster.Kind}@{upcaster.From}.");

        var (whole, payload, @sealed) = (EventShape.Options(EventPart.Whole), EventShape.Options(EventPart.Payload), EventShape.Options(EventPart.Sealed));
        foreach (var kind in kinds.All)
        {
            _contracts.Add(kind.Type, new(() => new(kind, whole, payload, @sealed)));
            for (var version = 1; version < kind.Version; version++)
                if (!_upcasters.ContainsKey((kind.Name, version)))
                    throw new InvalidOperationException($"{kind} has no upcaster from version {version}.");
        }
    }

    public EventCodec(params IEnumerable<Assembly> assemblies) : this(new EventKinds(assemblies))
    {
    }

    public EventKinds Kinds { get; }

    /// <summary>Something that encodes; for one thread.</summary>
    public EventEncoder NewEncoder() => new(this);

    /// <summary>An event as it was written. Of a kind or version not known here: an <see cref="UnknownEvent"/>.</summary>
    /// <param name="sealed">The opened sealed part; empty when there is none or its key was destroyed: then personal properties are empty.</param>
    /// <exception cref="JsonException">The bytes are not what such an event is written as.</exception>
    public Event Decode(string kind, int version, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> @sealed, string? target = null)
    {
        if (payload.Length > PartMax || @sealed.Length > PartMax) throw new JsonException($"A part of an event has at most {PartMax} bytes.");

        var known = Kinds.Find(kind);
        if (payload.IsEmpty || known is null || version < 1 || version > known.Version)
            return new UnknownEvent(kind, version, payload.ToArray(), @sealed.ToArray(), target);

        var contract = _contracts[known.Type].Value;
        return version == known.Version && (contract.Personal.Length == 0 || !@sealed.IsEmpty)
            ? contract.Read(Join(payload, @sealed))
            : contract.Read(Upcast(known, version, Join(payload, @sealed)));
    }

    internal EventContract ContractOf(Type type) =>
        _contracts.TryGetValue(type, out var contract) ? contract.Value : throw new InvalidOperationException($"{type} is not among the kinds of events this log was opened with.");

    private JsonObject Upcast(EventKind kind, int version, ReadOnlySpan<byte> json)
    {
        var content = JsonNode.Parse(json) as JsonObject ?? throw new JsonException("An event's content is an object.");
        for (; version < kind.Version; version++) content = _upcasters[(kind.Name, version)].Upcast(content);
        return content;
    }

    /// <summary>Two objects as one: <c>{a}</c> and <c>{b}</c> become <c>{a,b}</c>.</summary>
    private static ReadOnlySpan<byte> Join(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> @sealed)
    {
        if (@sealed.Length <= 2) return payload;
        if (payload.Length <= 2) return @sealed;
        if (payload[^1] != (byte)'}' || @sealed[0] != (byte)'{') throw new JsonException("An event's content is an object.");

        var joined = new byte[payload.Length + @sealed.Length - 1];
        payload.CopyTo(joined);
        joined[payload.Length - 1] = (byte)',';
        @sealed[1..].CopyTo(joined.AsSpan(payload.Length));
        return joined;
    }
}
