using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>Every bound of the reader, to it and past it.</summary>
public class XmlLimitTests
{
    private static readonly XmlLimits Roomy = new(16 << 20, 1000);

    [Fact]
    public void five_thousand_elements_in_each_other_are_too_deep() =>
        Assert.Equal(XmlFault.TooLarge, Xml.FaultOf(string.Concat(Enumerable.Repeat("<a>", 5000))));

    [Theory, InlineData(100, XmlFault.None), InlineData(101, XmlFault.TooLarge)]
    public void depth_counts_the_stanza(int depth, XmlFault fault) => Assert.Equal(fault, Xml.FaultOf(string.Concat(Enumerable.Repeat("<a>", depth))));

    [Fact]
    public void an_attribute_of_a_megabyte_is_too_large() => Assert.Equal(XmlFault.TooLarge, Xml.FaultOf("<a b='" + new string('x', 1 << 20)));

    [Theory, InlineData(0, XmlFault.None), InlineData(1, XmlFault.TooLarge)]
    public void a_stanza_counts_all_its_bytes(int more, XmlFault fault)
    {
        var limits = new XmlLimits(10_000, 10);
        Assert.Equal(fault, Xml.FaultOf("<a>" + new string('x', 10_000 - 7 + more) + "</a>", limits));
        Assert.Equal(fault, Xml.FaultOf("<a b='" + new string('x', 10_000 - 9 + more) + "'/>", limits));
        Assert.Equal(fault, Xml.FaultOf("<a><![CDATA[" + new string('x', 10_000 - 19 + more) + "]]></a>", limits));
    }

    [Fact]
    public void a_name_of_64_KB_is_too_large()
    {
        var name = new string('n', 64 << 10);
        Assert.Equal(XmlFault.TooLarge, Xml.FaultOf($"<{name}/>"));
        Assert.Equal(XmlFault.TooLarge, Xml.FaultOf($"<a {name}='1'/>"));
        Assert.Equal(XmlFault.TooLarge, Xml.FaultOf($"<a xmlns:{name}='1'/>"));
        Assert.Equal(XmlFault.None, Xml.FaultOf($"<{name[..XmlLimits.NameMax]}/>"));
    }

    [Theory, InlineData(XmlLimits.AttributesMax, XmlFault.None), InlineData(XmlLimits.AttributesMax + 1, XmlFault.TooLarge)]
    public void attributes_are_counted(int count, XmlFault fault) =>
        Assert.Equal(fault, Xml.FaultOf("<a " + string.Join(' ', Enumerable.Range(0, count).Select(i => $"b{i}='1'")) + "/>"));

    [Fact]
    public void declarations_are_counted_where_they_hold()
    {
        var declared = Enumerable.Range(0, 60).Select(i => $"xmlns:p{i}='u'");
        var one = $"<a {string.Join(' ', declared)}>";
        Assert.Equal(XmlFault.None, Xml.FaultOf(one + "</a>" + one));
        Assert.Equal(XmlFault.TooLarge, Xml.FaultOf(one + one.Replace("xmlns:p", "xmlns:q")));
    }

    [Theory, InlineData(XmlLimits.ElementsMax, XmlFault.None), InlineData(XmlLimits.ElementsMax + 1, XmlFault.TooLarge)]
    public void elements_are_counted(int count, XmlFault fault) => Assert.Equal(fault, Xml.FaultOf("<a>" + string.Concat(Enumerable.Repeat("<b/>", count - 1)) + "</a>", Roomy));

    [Fact]
    public void a_header_has_its_own_limit()
    {
        Assert.Equal(nameof(XmlFault.TooLarge), Fuzz.XmlTarget.Read(Encoding.UTF8.GetBytes("<s a='" + new string('x', XmlLimits.HeaderMax)), 100).Outcome);
        Assert.Equal(nameof(XmlFault.TooLarge), Fuzz.XmlTarget.Read(Encoding.UTF8.GetBytes("<?xml " + new string(' ', XmlLimits.HeaderMax)), 100).Outcome);
    }

    [Fact]
    public void a_reader_between_stanzas_holds_nothing()
    {
        var stream = Xml.Begun();
        ReadOnlySpan<byte> bytes = "<message><body>hello</body></message> \n "u8;
        Assert.Equal(XmlStep.Element, stream.Read(ref bytes));
        Assert.False(stream.Element.IsNone);
        Assert.Equal(XmlStep.More, stream.Read(ref bytes));
        Assert.True(stream.Element.IsNone);
        Assert.True(stream.IsResting);
    }

    [Fact]
    public void white_space_between_stanzas_costs_nothing()
    {
        var stream = Xml.Begun();
        Assert.Equal(XmlStep.More, Keep(stream));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Keep(stream);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Xml.Nothing);
    }

    [Fact]
    public void a_stanza_that_was_read_before_allocates_nothing()
    {
        var stream = Xml.Begun();
        for (var i = 0; i < 100; i++) Chat(stream);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) Chat(stream);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Xml.Nothing);
    }

    private static XmlStep Keep(XmlStream stream)
    {
        var bytes = " "u8;
        return stream.Read(ref bytes);
    }

    private static void Chat(XmlStream stream)
    {
        var bytes = "<message to='ben@example.org' type='chat' id='a1'><body>a &lt; b</body><active xmlns='http://jabber.org/protocol/chatstates'/></message>"u8;
        Assert.True(stream.Read(ref bytes) == XmlStep.Element && stream.Element.First.Text.SequenceEqual("a < b"u8));
        Assert.True(stream.Read(ref bytes) == XmlStep.More);
    }
}
