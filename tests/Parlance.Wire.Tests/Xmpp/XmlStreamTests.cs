using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>What is read, and where reading stops.</summary>
public class XmlStreamTests
{
    [Fact]
    public void it_stops_right_behind_what_it_reports()
    {
        var stream = new XmlStream(new(), XmlLimits.Default);
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(Xml.Header + "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>\u0016\u0003\u0001");
        Assert.Equal(XmlStep.Opened, stream.Read(ref bytes));
        Assert.True(bytes.StartsWith("<starttls"u8));
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        Assert.Equal([0x16, 3, 1], bytes.ToArray());
    }

    [Fact]
    public void a_new_stream_begins_in_the_same_bytes()
    {
        var stream = Xml.Begun();
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes("<auth/><?xml version='1.0'?>" + Xml.Header + "<iq/></stream:stream>");
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        stream.Restart();
        Assert.False(stream.IsOpen);
        Assert.Equal(XmlStep.Opened, stream.Read(ref bytes));
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        Assert.Equal(XmlStep.Closed, stream.Read(ref bytes));
        Assert.False(stream.IsOpen);
    }

    [Fact]
    public void a_header_tells_its_attributes()
    {
        var stream = new XmlStream(new(), XmlLimits.Default);
        ReadOnlySpan<byte> bytes = Encoding.UTF8.GetBytes(Xml.Header.Replace(" to=", " xml:lang='de' to="));
        stream.Read(ref bytes);
        Assert.True(stream.Element.Is("stream"u8, "http://etherx.jabber.org/streams"u8));
        Assert.Equal("stream", Encoding.UTF8.GetString(stream.Element.Prefix));
        Assert.Equal("example.org", stream.Element.Get("to"u8));
        Assert.Equal("de", Encoding.UTF8.GetString(stream.Element.Language));
        Assert.Null(stream.Element.Get("from"u8));
    }

    [Fact]
    public void text_and_values_are_what_they_mean() => Xml.Read("<a b='&lt;&#x20AC;&#10;\t&quot;'>x\r\ny\r<b>no</b>&amp;<![CDATA[<&>\r\n]]></a>", kept =>
    {
        Assert.Equal("<\u20AC\n \"", kept.Element.Get("b"u8));
        Assert.Equal("x\ny\n&<&>\n", kept.Element.TextString);
        Assert.Equal("no", kept.Element.First.TextString);
        return true;
    });

    [Fact]
    public void children_are_found_by_name_and_namespace() => Xml.Read("<iq><a xmlns='urn:a'><b/><b c='1'/></a><a/> <d/></iq>", kept =>
    {
        var iq = kept.Element;
        Assert.True(iq.Is("iq"u8, "jabber:client"u8));
        Assert.True(iq.Child("a"u8, "urn:a"u8).Child("b"u8, "urn:a"u8)["c"u8].IsEmpty);
        Assert.False(iq.Child("d"u8, "jabber:client"u8).IsNone);
        Assert.True(iq.Child("b"u8, "urn:a"u8).IsNone);
        Assert.True(default(Element).Child("b"u8, "urn:a"u8).First.IsNone);
        var names = "";
        foreach (var child in iq.Children) names += Encoding.UTF8.GetString(child.Name) + Encoding.UTF8.GetString(child.Namespace) + " ";
        Assert.Equal("aurn:a ajabber:client djabber:client ", names);
        return true;
    });

    [Fact]
    public void frames_need_no_header()
    {
        var stream = new XmlStream(new(), XmlLimits.Default, isFramed: true);
        var bytes = "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/><message xmlns='jabber:client'/></x>"u8;
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        Assert.Equal("urn:ietf:params:xml:ns:xmpp-framing", Encoding.UTF8.GetString(stream.Element.Namespace));
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        Assert.Equal(XmlStep.Faulty, stream.Read(ref bytes));
    }

    [Theory]
    [InlineData("<message><body>a</body><x xmlns='urn:x'><y/></x></message>", Xml.Header, "<body>a</body>", "<x xmlns='urn:x'><y/></x>")]
    [InlineData("<c:message><c:body a='1'>&lt;</c:body></c:message>", "<s xmlns='http://etherx.jabber.org/streams' xmlns:c='jabber:client'>", "<body a='1'>&lt;</body>")]
    [InlineData("<message xmlns:p='urn:p'><p:x p:y=\"'\"><p:z/></p:x></message>", Xml.Header, "<x xmlns='urn:p' xmlns:ns0='urn:p' ns0:y='&apos;'><z/></x>")]
    [InlineData("<message><x xmlns:p='urn:p'><p:y/></x></message>", Xml.Header, "<x xmlns:p='urn:p'><p:y/></x>")]
    [InlineData("<message><body>a\nb<![CDATA[<\n]]></body></message>", Xml.Header, "<body>a&#10;b&lt;&#10;</body>")]
    [InlineData("<message xmlns=''><x/></message>", Xml.Header, "<x xmlns=''/>")]
    public void what_is_passed_on_is_as_written_if_that_means_the_same(string stanza, string header, params string[] children) => Xml.Read(stanza, kept =>
    {
        var pen = new XmlPen(new());
        foreach (var child in kept.Element.Children) pen.Copy(child);
        Assert.Equal(string.Concat(children), Encoding.UTF8.GetString(pen.Written));
        return true;
    }, header);
}
