using BenchmarkDotNet.Attributes;
using Parlance.Engine.Buffers;
using Parlance.Xmpp.Wire;

namespace Parlance.Bench;

/// <summary>Budget: a chat message is read in 500 ns, in pieces of 50 bytes in 800, and passed on in 150. Nothing is allocated.</summary>
[MemoryDiagnoser]
public class StanzaBenchmarks
{
    private readonly byte[] _chat = "<message to='ben@example.org' type='chat' id='a1b2c3'><body>tea at four</body><active xmlns='http://jabber.org/protocol/chatstates'/><request xmlns='urn:xmpp:receipts'/></message>"u8.ToArray();
    private readonly XmlStream _stream = new(new(), XmlLimits.Default);
    private readonly XmlPen _pen = new(new BufferPool());
    private KeptElement _read = null!;

    [GlobalSetup]
    public void Begin()
    {
        var header = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org' version='1.0'>"u8;
        _stream.Read(ref header);
        ReadOnlySpan<byte> chat = _chat;
        _stream.Read(ref chat);
        _read = _stream.Element.Keep();
    }

    [Benchmark]
    public int Read()
    {
        ReadOnlySpan<byte> chat = _chat;
        return _stream.Read(ref chat) == XmlStep.Element ? _stream.Element["to"u8].Length : 0;
    }

    [Benchmark]
    public int ReadInPieces()
    {
        var found = 0;
        for (var at = 0; at < _chat.Length; at += 50)
        {
            ReadOnlySpan<byte> piece = _chat.AsSpan(at, Math.Min(50, _chat.Length - at));
            if (_stream.Read(ref piece) == XmlStep.Element) found = _stream.Element["to"u8].Length;
        }

        return found;
    }

    [Benchmark]
    public int PassOn()
    {
        _pen.Open("message"u8).Attribute("from"u8, "ana@example.org/desk"u8).Attribute("to"u8, "ben@example.org"u8).Attribute("type"u8, "chat"u8);
        foreach (var child in _read.Element.Children) _pen.Copy(child);
        _pen.Close();
        var length = _pen.Length;
        _pen.Forget();
        return length;
    }
}
