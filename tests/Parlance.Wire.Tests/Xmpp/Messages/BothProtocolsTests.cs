namespace Parlance.Wire.Tests.Xmpp.Messages;

/// <summary>Direct messages between IRC and XMPP: each hears the other in its own words.</summary>
public class BothProtocolsTests
{
    private readonly XmppRig _rig = new();
    private readonly XmppClient _ana, _ben;

    public BothProtocolsTests()
    {
        _ana = _rig.Arrive("ana");
        _ben = _rig.Irc("ben");
        _ana.Hears();
    }

    private string Chat(string content, string id = "m")
    {
        _ana.Says($"<message type='chat' id='{id}' to='ben@example.test'>{content}</message>");
        return _ben.Hears();
    }

    private static string MsgidOf(string line)
    {
        var from = line.IndexOf("msgid=", StringComparison.Ordinal) + 6;
        return line[from..line.IndexOfAny([';', ' '], from)];
    }

    [Fact]
    public void a_line_of_irc_is_a_chat_and_a_chat_is_a_line()
    {
        _ben.Line("PRIVMSG ana :a < b");
        Assert.Contains($"from='ben@example.test/irc-{_ben.Connection.Serial}' type='chat'", _ana.Hears());
        Assert.Contains("account=ana :ana!ana@example.test PRIVMSG ben :a < b", Chat("<body>a &lt; b</body>"));
    }

    [Fact]
    public void an_action_is_one_on_both()
    {
        _ben.Line("PRIVMSG ana :\u0001ACTION waves\u0001");
        Assert.Contains("<body>/me waves</body>", _ana.Hears());
        Assert.Contains("PRIVMSG ben :\u0001ACTION dances\u0001", Chat("<body>/me dances</body>"));
    }

    [Fact]
    public void colours_are_left_out_and_questions_to_clients_not_passed_on()
    {
        _ben.Line("PRIVMSG ana :\u0002bold\u0002 \u000304,12red\u000f plain");
        Assert.Contains("<body>bold red plain</body>", _ana.Hears());
        _ben.Line("PRIVMSG ana :\u0001VERSION\u0001");
        Assert.Equal("", _ana.Hears());
    }

    [Fact]
    public void several_lines_are_lines_on_irc()
    {
        var heard = Chat("<body>one\ntwo</body>");
        Assert.Contains("PRIVMSG ben :one\r\n", heard);
        Assert.Contains("PRIVMSG ben :two\r\n", heard);
    }

    [Fact]
    public void a_text_too_long_for_irc_is_refused()
    {
        _ana.Says($"<message type='chat' to='ben@example.test'><body>{new string('x', _rig.Node.Settings.Limits.MultilineMaxBytes + 1)}</body></message>");
        Assert.Contains("<policy-violation", _ana.Hears());
        Assert.Equal("", _ben.Hears());
    }

    [Fact]
    public void a_notice_is_a_headline()
    {
        _ben.Line("NOTICE ana :beware");
        Assert.Contains("type='headline'", _ana.Hears());
    }

    [Fact]
    public void typing_is_typing()
    {
        _ben.Line("@+typing=active TAGMSG ana");
        Assert.Contains("<composing xmlns='http://jabber.org/protocol/chatstates'/>", _ana.Hears());
        _ben.Line("@+typing=paused TAGMSG ana");
        Assert.Contains("<paused xmlns='http://jabber.org/protocol/chatstates'/>", _ana.Hears());
        Assert.Contains("+typing=active", Chat("<composing xmlns='http://jabber.org/protocol/chatstates'/>"));
        Assert.Contains("+typing=done", Chat("<active xmlns='http://jabber.org/protocol/chatstates'/>"));
        Assert.DoesNotContain("+typing", Chat("<body>x</body><active xmlns='http://jabber.org/protocol/chatstates'/>"));
    }

    [Fact]
    public void replies_reactions_and_corrections_name_the_message_that_each_side_knows()
    {
        var first = MsgidOf(Chat("<body>hi</body>", "first"));
        Assert.Contains($"+draft/reply={first};+draft/react=yes", Chat("<reactions xmlns='urn:xmpp:reactions:0' id='first'><reaction>yes</reaction></reactions>"));
        Assert.Contains($"+draft/reply={first};+draft/unreact", Chat("<reactions xmlns='urn:xmpp:reactions:0' id='first'/>"));
        Assert.Contains($"+draft/reply={first}", Chat("<body>and</body><reply xmlns='urn:xmpp:reply:0' id='first'/>"));
        Assert.Contains($"+draft/edit={first}", Chat("<body>hello</body><replace xmlns='urn:xmpp:message-correct:0' id='first'/>"));
        _ben.Line($"@+draft/reply={first};+draft/react=no TAGMSG ana");
        Assert.Contains("<reactions xmlns='urn:xmpp:reactions:0' id='first'><reaction>no</reaction></reactions>", _ana.Hears());
        _ben.Line($"@+draft/reply={first} PRIVMSG ana :answer");
        Assert.Contains("<reply xmlns='urn:xmpp:reply:0' id='first'/>", _ana.Hears());
    }

    [Fact]
    public void what_is_taken_back_on_one_is_gone_on_the_other()
    {
        var phone = _rig.Arrive("ana", "phone");
        var first = MsgidOf(Chat("<body>hi</body>", "first"));
        phone.Hears();
        _ana.Hears();
        Assert.Contains($"REDACT ben {first}", Chat("<retract xmlns='urn:xmpp:message-retract:1' id='first'/>"));
        Assert.DoesNotContain("retract", _ana.Hears());
        Assert.Contains("<retract xmlns='urn:xmpp:message-retract:1' id='first'/>", phone.Hears());
    }

    [Fact]
    public void nobody_takes_back_what_another_said()
    {
        _ben.Line("PRIVMSG ana :mine");
        var heard = _ana.Hears();
        var from = heard.IndexOf("id='", StringComparison.Ordinal) + 4;
        Assert.DoesNotContain("REDACT", Chat($"<retract xmlns='urn:xmpp:message-retract:1' id='{heard[from..heard.IndexOf('\'', from)]}'/>"));
    }

    [Fact]
    public void what_irc_has_no_words_for_is_not_said_there()
    {
        Assert.Equal("", Chat("<received xmlns='urn:xmpp:receipts' id='m'/>"));
        Assert.Equal("", Chat("<attention xmlns='urn:xmpp:attention:0'/>"));
    }

    [Fact]
    public void a_guest_has_an_address_for_as_long_as_they_are_here()
    {
        var guest = _rig.Irc("visitor", loggedIn: false);
        guest.Line("PRIVMSG ana :hello");
        var heard = _ana.Hears();
        var address = $"{guest.Connection.Session.User!.Uid.ToString().ToLowerInvariant()}@guests.example.test";
        Assert.Contains($"from='{address}' type='chat'", heard);
        _ana.Says($"<message type='chat' to='{address}'><body>welcome</body></message>");
        Assert.Contains("PRIVMSG visitor :welcome", guest.Hears());
        _ana.Says("<message type='chat' to='visitor@guests.example.test'><body>by nick</body></message>");
        Assert.Contains("PRIVMSG visitor :by nick", guest.Hears());
        _rig.Lose(guest.Connection);
        Assert.Contains("<service-unavailable", _ana.Asks($"<message type='chat' to='{address}'><body>gone?</body></message>"));
    }

    [Fact]
    public void what_keeps_messages_away_on_irc_keeps_them_away_from_xmpp()
    {
        _ben.Line("MODE ben +g");
        Assert.Contains("<forbidden", _ana.Asks("<message type='chat' to='ben@example.test'><body>x</body></message>"));
        _ben.Line("MODE ben -g");
        _ben.Line("SILENCE +ana!*@*");
        Assert.Contains("<service-unavailable", _ana.Asks("<message type='chat' to='ben@example.test'><body>x</body></message>"));
        Assert.DoesNotContain("PRIVMSG", _ben.Hears());
    }
}
