using System.Text;
using Parlance.Xmpp.Wire;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>Bad input, by the stream error it earns (RFC 6120 §4.9.3, §11).</summary>
public class XmlFaultTests
{
    [Theory]
    [InlineData("<message><body>No closing tag!</message>")]
    [InlineData("<message></iq>")]
    [InlineData("</other>")]
    [InlineData("<message><body foo='&lt;></message>'<")]
    [InlineData("<a b='1' b='2'/>")]
    [InlineData("<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>")]
    [InlineData("<p:a/>")]
    [InlineData("<a p:b='1'/>")]
    [InlineData("<a xmlns:p=''/>")]
    [InlineData("<a xmlns:xmlns='x'/>")]
    [InlineData("<a xmlns:xml='x'/>")]
    [InlineData("<a b=1/>")]
    [InlineData("<a b/>")]
    [InlineData("<a b='1'c='2'/>")]
    [InlineData("<a b='<'/>")]
    [InlineData("< a/>")]
    [InlineData("<1/>")]
    [InlineData("<a:b:c/>")]
    [InlineData("<>")]
    [InlineData("<a>]]></a>")]
    [InlineData("<a>& </a>")]
    [InlineData("<a>&;</a>")]
    [InlineData("<a>&#0;</a>")]
    [InlineData("<a>&#xD800;</a>")]
    [InlineData("<a>&#x110000;</a>")]
    [InlineData("<a>&#xFFFE;</a>")]
    [InlineData("<a>&#1;</a>")]
    [InlineData("<a>\u0001</a>")]
    [InlineData("<a b='\u001f'/>")]
    [InlineData("<a>\uFFFF</a>")]
    [InlineData("<a <b/>")]
    [InlineData("<a><![cdata[x]]></a>")]
    public void what_is_no_xml_is_not_well_formed(string stanza) => Assert.Equal(XmlFault.NotWellFormed, Xml.FaultOf(stanza));

    [Theory]
    [InlineData("<!-- a comment -->")]
    [InlineData("<message><!-- a comment --></message>")]
    [InlineData("<?pi data?>")]
    [InlineData("<message><?pi?></message>")]
    [InlineData("<!DOCTYPE a>")]
    [InlineData("<message><body>&foo;</body></message>")]
    [InlineData("<message to='&foo;'/>")]
    [InlineData("<?xml version='1.0'?>")]
    public void comments_instructions_types_and_entities_are_restricted(string stanza) => Assert.Equal(XmlFault.RestrictedXml, Xml.FaultOf(stanza));

    [Theory]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0x80 })]
    [InlineData(new byte[] { 0xFF })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xEF, 0xBF, 0xBE })]
    public void broken_utf8_is_not_well_formed_wherever_it_stands(byte[] bytes)
    {
        Assert.Equal(XmlFault.NotWellFormed, Xml.FaultOf([.. "<a>"u8, .. bytes, .. "</a>"u8]));
        Assert.Equal(XmlFault.NotWellFormed, Xml.FaultOf([.. "<a b='"u8, .. bytes, .. "'/>"u8]));
        Assert.Equal(XmlFault.NotWellFormed, Xml.FaultOf([.. "<a><![CDATA["u8, .. bytes, .. "]]></a>"u8]));
        Assert.Equal(XmlFault.NotWellFormed, Xml.FaultOf([.. "<a"u8, .. bytes, .. "/>"u8]));
    }

    [Fact]
    public void words_between_stanzas_are_bad_format() => Assert.Equal(XmlFault.BadFormat, Xml.FaultOf("<presence/>hello"));

    [Fact]
    public void an_entity_bomb_does_not_get_past_its_first_line()
    {
        var bomb = "<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;&lol;&lol;\">]><lolz>&lol2;</lolz>";
        Assert.Equal(nameof(XmlFault.RestrictedXml), Fuzz.XmlTarget.Read(Encoding.UTF8.GetBytes(bomb), 1).Outcome);
        Assert.Equal(nameof(XmlFault.RestrictedXml), Fuzz.XmlTarget.Read(Encoding.UTF8.GetBytes("<?xml version='1.0'?>" + bomb), 7).Outcome);
    }

    [Theory]
    [InlineData("<?xml version='1.0'?>", "More")]
    [InlineData("<?xml version=\"1.0\" encoding='utf-8' standalone='yes' ?>\n", "More")]
    [InlineData("<?xml version='1.0' encoding='UTF-16'?>", nameof(XmlFault.UnsupportedEncoding))]
    [InlineData("<?xml version='1.1'?>", nameof(XmlFault.NotWellFormed))]
    [InlineData("<?xml encoding='UTF-8'?>", nameof(XmlFault.NotWellFormed))]
    [InlineData(" <?xml version='1.0'?>", nameof(XmlFault.RestrictedXml))]
    [InlineData("<?xml-stylesheet href='a'?>", nameof(XmlFault.RestrictedXml))]
    [InlineData("\uFEFF<a>", nameof(XmlFault.NotWellFormed))]
    [InlineData("GET / HTTP/1.1\r\n", nameof(XmlFault.NotWellFormed))]
    public void only_a_declaration_of_utf8_may_stand_before_a_stream(string before, string outcome) =>
        Assert.Equal(outcome, Fuzz.XmlTarget.Read(Encoding.UTF8.GetBytes(before + Xml.Header), 3).Outcome);
}
