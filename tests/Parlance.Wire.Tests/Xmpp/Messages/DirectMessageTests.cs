namespace Parlance.Wire.Tests.Xmpp.Messages;

/// <summary>RFC 6121 §8.5, by kind of message, address and priority.</summary>
public class DirectMessageTests
{
    private readonly XmppRig _rig = new();

    private static string Say(string type, string to, string content = "<body>hello</body>", string id = "m") => $"<message type='{type}' id='{id}' to='{to}'>{content}</message>";

    private static string Prioritised(int priority) => $"<presence><priority>{priority}</priority></presence>";

    [Theory, InlineData("chat"), InlineData("normal"), InlineData("headline")]
    public void what_is_for_the_account_goes_to_its_most_available_clients(string type)
    {
        var ana = _rig.Arrive("ana");
        var (high, low, never) = (_rig.Arrive("ben", "high", Prioritised(5)), _rig.Arrive("ben", "low", Prioritised(1)), _rig.Arrive("ben", "never", Prioritised(-1)));
        foreach (var client in new[] { high, low, never }) client.Hears();
        ana.Asks(Say(type, "ben@example.test"));
        Assert.Contains("to='ben@example.test' from='ana@example.test/desk'" + (type == "normal" ? "" : $" type='{type}'") + " id='m'><body>hello</body>", high.Hears());
        Assert.Equal(type == "headline", low.Hears().Contains("hello", StringComparison.Ordinal));
        Assert.Equal("", never.Hears());
    }

    [Fact]
    public void clients_of_the_same_priority_get_it_alike()
    {
        var (ana, desk, phone) = (_rig.Arrive("ana"), _rig.Arrive("ben", "desk"), _rig.Arrive("ben", "phone"));
        desk.Hears();
        ana.Says(Say("chat", "ben@example.test"));
        Assert.Contains("hello", desk.Hears());
        Assert.Contains("hello", phone.Hears());
    }

    [Theory, InlineData("chat"), InlineData("normal"), InlineData("headline"), InlineData("groupchat"), InlineData("error")]
    public void what_is_for_one_client_goes_to_that_one_whatever_its_priority(string type)
    {
        var (ana, desk, phone) = (_rig.Arrive("ana"), _rig.Arrive("ben", "desk"), _rig.Arrive("ben", "phone", Prioritised(-5)));
        desk.Hears();
        Assert.Equal("", ana.Asks(Say(type, "ben@example.test/phone")));
        Assert.Contains("to='ben@example.test/phone'", phone.Hears());
        Assert.Equal("", desk.Hears());
    }

    [Theory, InlineData("chat", "deliver"), InlineData("normal", "error"), InlineData("headline", "silence"), InlineData("groupchat", "error"), InlineData("error", "silence")]
    public void what_is_for_a_client_that_is_not_there(string type, string comes)
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        Assert.Equal(comes == "error", ana.Asks(Say(type, "ben@example.test/gone")).Contains("<service-unavailable", StringComparison.Ordinal));
        Assert.Equal(comes == "deliver", ben.Hears().Contains("hello", StringComparison.Ordinal));
    }

    [Theory, InlineData("chat", true), InlineData("normal", true), InlineData("headline", false), InlineData("groupchat", true), InlineData("error", false)]
    public void what_is_for_nobody_is_refused_and_an_error_never_answered(string type, bool refused) =>
        Assert.Equal(refused, _rig.Arrive("ana").Asks(Say(type, "nobody@example.test")).Contains("<service-unavailable", StringComparison.Ordinal) && refused);

    [Fact]
    public void in_the_classic_profile_nobody_is_not_found()
    {
        var rig = new XmppRig(XmppRig.Easy with { Xmpp = new() { IsClassic = true } });
        Assert.Contains("<item-not-found", rig.LogIn("ana").Asks(Say("chat", "nobody@example.test")));
    }

    [Fact]
    public void in_the_classic_profile_who_is_bound_hears_without_presence()
    {
        var rig = new XmppRig(XmppRig.Easy with { Xmpp = new() { IsClassic = true } });
        var (ana, ben) = (rig.LogIn("ana"), rig.LogIn("ben"));
        ana.Says(Say("chat", "ben@example.test"));
        Assert.Contains("hello", ben.Hears());
    }

    [Fact]
    public void where_nothing_is_kept_who_is_not_available_cannot_be_told()
    {
        _rig.LogIn("ben");
        Assert.Contains("<service-unavailable", _rig.Arrive("ana").Asks(Say("chat", "ben@example.test")));
    }

    [Fact]
    public void a_note_to_oneself_reaches_one_s_clients()
    {
        var (desk, phone) = (_rig.Arrive("ana", "desk"), _rig.Arrive("ana", "phone"));
        desk.Hears();
        Assert.Contains("hello", desk.Asks(Say("chat", "ana@example.test")));
        Assert.Contains("hello", phone.Hears());
    }

    [Fact]
    public void a_message_has_one_id_of_the_server_and_none_that_somebody_forged()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Says(Say("chat", "ben@example.test", "<body>x</body><origin-id xmlns='urn:xmpp:sid:0' id='o'/><stanza-id xmlns='urn:xmpp:sid:0' by='ben@example.test' id='forged'/><stanza-id xmlns='urn:xmpp:sid:0' by='elsewhere.example' id='theirs'/>"));
        var heard = ben.Hears();
        Assert.DoesNotContain("forged", heard);
        Assert.Contains("<origin-id xmlns='urn:xmpp:sid:0' id='o'/>", heard);
        Assert.Contains("id='theirs'", heard);
        Assert.Single(heard.Split("by='ben@example.test'").Skip(1));
    }

    [Theory]
    [InlineData("<request xmlns='urn:xmpp:receipts'/>")]
    [InlineData("<markable xmlns='urn:xmpp:chat-markers:0'/>")]
    [InlineData("<active xmlns='http://jabber.org/protocol/chatstates'/>")]
    [InlineData("<attention xmlns='urn:xmpp:attention:0'/>")]
    [InlineData("<x xmlns='jabber:x:oob'><url>https://example.test/a?b&amp;c</url></x>")]
    [InlineData("<body xml:lang='de'>Hallo</body>")]
    public void what_else_is_in_a_message_is_passed_on_as_it_is(string element)
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Says(Say("chat", "ben@example.test", "<body>x</body>" + element));
        Assert.Contains("<body>x</body>" + element, ben.Hears());
    }

    [Fact]
    public void nobody_speaks_in_another_s_name()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        Assert.Contains("<invalid-from", ana.Asks("<message type='chat' from='cleo@example.test' to='ben@example.test'><body>x</body></message>"));
        Assert.True(ana.IsClosed);
        Assert.DoesNotContain("<message", ben.Hears());
    }

    [Fact]
    public void fleeting_words_leave_no_trace_in_the_log()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        var position = _rig.Node.Position;
        foreach (var content in new[] { "<body>x</body><no-store xmlns='urn:xmpp:hints'/>", "<composing xmlns='http://jabber.org/protocol/chatstates'/>" })
        {
            ana.Says(Say("chat", "ben@example.test", content));
            Assert.Contains(content[..6], ben.Hears());
        }

        ana.Says(Say("headline", "ben@example.test"));
        Assert.Equal(position, _rig.Node.Position);
        ana.Says(Say("chat", "ben@example.test", "<received xmlns='urn:xmpp:receipts' id='m'/>"));
        Assert.Equal(position + 1, _rig.Node.Position);
    }
}
