namespace Parlance.Wire.Tests.Xmpp.Messages;

/// <summary>XEP-0280.</summary>
public class CarbonTests
{
    private const string Enable = "<iq type='set' id='c'><enable xmlns='urn:xmpp:carbons:2'/></iq>";

    private readonly XmppRig _rig = new();
    private readonly XmppClient _ana, _desk, _phone;

    public CarbonTests()
    {
        _ana = _rig.Arrive("ana");
        _desk = _rig.Arrive("ben", "desk", "<presence><priority>5</priority></presence>");
        _phone = _rig.Arrive("ben", "phone");
        Assert.Contains("id='c' type='result'/>", _phone.Asks(Enable));
        _desk.Hears();
    }

    private void Say(XmppClient by, string to, string content = "<body>hello</body>", string type = "chat")
    {
        by.Says($"<message type='{type}' id='m' to='{to}'>{content}</message>");
        by.Hears();
    }

    [Theory, InlineData("ben@example.test"), InlineData("ben@example.test/desk")]
    public void what_one_client_gets_another_has_as_a_copy(string to)
    {
        Say(_ana, to);
        Assert.Contains("<body>hello</body>", _desk.Hears());
        Assert.Contains($"from='ben@example.test' type='chat'><received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' to='{to}' from='ana@example.test/desk' type='chat' id='m'><body>hello</body>", _phone.Hears());
    }

    [Fact]
    public void what_one_client_says_another_has_as_a_copy()
    {
        Say(_desk, "ana@example.test");
        Assert.Contains("<sent xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' to='ana@example.test' from='ben@example.test/desk'", _phone.Hears());
        Say(_phone, "ana@example.test");
        Assert.Equal("", _desk.Hears());
    }

    [Fact]
    public void who_gets_the_message_gets_no_copy_of_it()
    {
        _desk.Asks(Enable);
        Say(_ana, "ben@example.test/desk");
        Assert.DoesNotContain("forwarded", _desk.Hears());
    }

    [Theory]
    [InlineData("<body>x</body><private xmlns='urn:xmpp:carbons:2'/>", "chat")]
    [InlineData("<body>x</body><no-copy xmlns='urn:xmpp:hints'/>", "chat")]
    [InlineData("<body>x</body>", "headline")]
    [InlineData("<body>x</body>", "groupchat")]
    [InlineData("<body>x</body>", "error")]
    public void what_is_for_one_client_alone_is_not_copied(string content, string type)
    {
        Say(_ana, "ben@example.test/desk", content, type);
        Assert.Contains("<body>x</body>", _desk.Hears());
        Assert.Equal("", _phone.Hears());
    }

    [Theory]
    [InlineData("<received xmlns='urn:xmpp:receipts' id='x'/>", "normal", true)]
    [InlineData("<composing xmlns='http://jabber.org/protocol/chatstates'/>", "chat", true)]
    [InlineData("<body>x</body>", "normal", true)]
    [InlineData("<event xmlns='http://jabber.org/protocol/pubsub#event'/>", "normal", false)]
    public void what_belongs_to_a_conversation_is_copied(string content, string type, bool copied)
    {
        Say(_ana, "ben@example.test/desk", content, type);
        Assert.Equal(copied, _phone.Hears().Contains("forwarded", StringComparison.Ordinal));
    }

    [Fact]
    public void who_wants_no_copies_gets_none()
    {
        Assert.Contains("type='result'", _phone.Asks("<iq type='set' id='d'><disable xmlns='urn:xmpp:carbons:2'/></iq>"));
        Say(_ana, "ben@example.test/desk");
        Assert.Equal("", _phone.Hears());
    }

    [Fact]
    public void what_one_says_on_irc_one_s_clients_have_as_a_copy()
    {
        var irc = _rig.Irc("ben");
        foreach (var client in new[] { _phone, _desk, _ana }) client.Hears();
        irc.Line("PRIVMSG ana :from irc");
        Assert.Contains($"from='ben@example.test/irc-{irc.Connection.Serial}'", _ana.Hears());
        Assert.Contains("<sent xmlns='urn:xmpp:carbons:2'>", _phone.Hears());
        Assert.Equal("", _desk.Hears());
        Say(_ana, $"ben@example.test/irc-{irc.Connection.Serial}");
        Assert.Contains("PRIVMSG ben :hello", irc.Hears());
        Assert.Contains("<received xmlns='urn:xmpp:carbons:2'>", _phone.Hears());
    }
}
