using System.Buffers;
using System.Text;
using System.Text.Json;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Encodes one event after the other into buffers it keeps. For one thread.</summary>
public sealed class EventEncoder : IDisposable
{
    private const int BufferStart = 4096;

    /// <summary>A buffer that one long event made larger than this is given back after it.</summary>
    private const int BufferKeep = 256 * 1024;

    private readonly EventCodec _codec;
    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _payload = new(BufferStart);
    private ArrayBufferWriter<byte> _sealed = new(BufferStart);

    internal EventEncoder(EventCodec codec)
    {
        _codec = codec;
        _json = new(_payload, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
    }

    /// <summary>The event's parts; valid until the next call.</summary>
    /// <exception cref="InvalidOperationException">A part is beyond <see cref="EventCodec.PartMax"/>: who made the event did not keep its limits.</exception>
    public EncodedEvent Encode(Event e)
    {
        if (e is UnknownEvent unknown) return new(Encoding.UTF8.GetBytes(unknown.Kind), unknown.Version, unknown.Payload.Span, unknown.Sealed.Span);

        var contract = _codec.ContractOf(e.GetType());
        var payload = "{}"u8;
        if (contract.HasPayload)
        {
            _json.Reset(Clean(ref _payload));
            contract.WritePayload(_json, e);
            _json.Flush();
            payload = _payload.WrittenSpan;
        }

        var @sealed = default(ReadOnlySpan<byte>);
        if (contract.Personal.Length > 0)
        {
            _json.Reset(Clean(ref _sealed));
            contract.WriteSealed(_json, e);
            _json.Flush();
            @sealed = _sealed.WrittenSpan;
        }

        if (payload.Length > EventCodec.PartMax || @sealed.Length > EventCodec.PartMax)
            throw new InvalidOperationException($"A part of a {contract.Kind} has at most {EventCodec.PartMax} bytes.");
        return new(contract.Kind.NameUtf8, contract.Kind.Version, payload, @sealed);
    }

    public void Dispose() => _json.Dispose();

    private static ArrayBufferWriter<byte> Clean(ref ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > BufferKeep) buffer = new(BufferStart);
        buffer.ResetWrittenCount();
        return buffer;
    }
}

/// <summary>An event in bytes.</summary>
public readonly ref struct EncodedEvent(ReadOnlySpan<byte> kind, int version, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> @sealed)
{
    /// <summary>The kind's name, UTF-8.</summary>
    public ReadOnlySpan<byte> Kind { get; } = kind;

    public int Version { get; } = version;

    /// <summary>JSON of what may be read by anybody; <c>{}</c> when there is nothing.</summary>
    public ReadOnlySpan<byte> Payload { get; } = payload;

    /// <summary>JSON of what is to be sealed; empty when the kind has nothing personal.</summary>
    public ReadOnlySpan<byte> Sealed { get; } = @sealed;
}
