using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>Streams to try things in.</summary>
internal static class Xml
{
    public const string Header = "<stream:stream xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' to='example.org' version='1.0'>";

    /// <summary>Bytes that a thousand rounds of something that allocates nothing may seem to have allocated: a collection in between counts what it leaves unused.</summary>
    public const long Nothing = 9_000;

    /// <summary>A stream whose header is read.</summary>
    public static XmlStream Begun(XmlLimits? limits = null, string header = Header)
    {
        var stream = new XmlStream(new(), limits ?? XmlLimits.Default);
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(header);
        Assert.Equal(XmlStep.Opened, stream.Read(ref bytes));
        Assert.True(bytes.IsEmpty);
        return stream;
    }

    /// <summary>Why a stream that goes on like this is ended; <see cref="XmlFault.None"/>: it is not.</summary>
    public static XmlFault FaultOf(string more, XmlLimits? limits = null, string header = Header) => FaultOf(Encoding.UTF8.GetBytes(more), limits, header);

    public static XmlFault FaultOf(byte[] more, XmlLimits? limits = null, string header = Header)
    {
        var stream = Begun(limits, header);
        ReadOnlySpan<byte> rest = more;
        while (true)
            switch (stream.Read(ref rest))
            {
                case XmlStep.Faulty: return stream.Fault;
                case XmlStep.More: return XmlFault.None;
            }
    }

    /// <summary>Reads one stanza and shows it.</summary>
    public static T Read<T>(string stanza, Func<KeptElement, T> show, string header = Header)
    {
        var stream = Begun(header: header);
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(stanza);
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        return show(stream.Element.Keep());
    }
}
