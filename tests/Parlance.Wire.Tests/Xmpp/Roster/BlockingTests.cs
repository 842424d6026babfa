using Parlance.Domain.Accounts;

namespace Parlance.Wire.Tests.Xmpp.Roster;

/// <summary>XEP-0191, and IRC's SILENCE, which is the same list.</summary>
public class BlockingTests
{
    private readonly XmppRig _rig = new();

    private static string Block(string address) => $"<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item jid='{address}'/></block></iq>";

    private static string Unblock(string items) => $"<iq type='set' id='u'><unblock xmlns='urn:xmpp:blocking'>{items}</unblock></iq>";

    private const string Show = "<iq type='get' id='l'><blocklist xmlns='urn:xmpp:blocking'/></iq>";

    [Fact]
    public void the_list_is_shown_changed_and_pushed_to_clients_that_asked_for_it()
    {
        var (desk, phone) = (_rig.Arrive("ana", "desk"), _rig.Arrive("ana", "phone"));
        Assert.Contains("<blocklist xmlns='urn:xmpp:blocking'/>", phone.Asks(Show));
        desk.Hears();
        Assert.Contains("id='b' type='result'/>", desk.Asks(Block("ben@example.test")));
        Assert.Contains("<block xmlns='urn:xmpp:blocking'><item jid='ben@example.test'/></block>", phone.Hears());
        Assert.Contains("<item jid='ben@example.test'/>", desk.Asks(Show));
        desk.Asks(Unblock(""));
        Assert.Contains("<unblock xmlns='urn:xmpp:blocking'/>", phone.Hears());
    }

    [Fact]
    public void nothing_passes_between_two_of_whom_one_has_blocked_the_other()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        ana.Asks(Block("ben@example.test"));
        Assert.Contains("from='ana@example.test/desk' type='unavailable'/>", ben.Hears());
        ana.Asks("<presence><show>away</show></presence>");
        Assert.Equal("", ben.Hears());
        Assert.Contains("<service-unavailable", ben.Asks("<message type='chat' id='m' to='ana@example.test'><body>hello</body></message>"));
        Assert.Contains("<service-unavailable", ben.Asks("<iq type='get' id='q' to='ana@example.test/desk'><query xmlns='urn:x'/></iq>"));
        ben.Says("<presence><show>dnd</show></presence><presence to='ana@example.test'/>");
        Assert.Equal("", ana.Hears());
        ana.Asks(Unblock("<item jid='ben@example.test'/>"));
        Assert.Contains("from='ana@example.test/desk'><show>away</show></presence>", ben.Hears());
    }

    [Fact]
    public void who_has_blocked_somebody_cannot_write_to_them()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Asks(Block("ben@example.test"));
        foreach (var stanza in new[] { "<message type='chat' to='ben@example.test'><body>x</body></message>", "<presence type='subscribe' to='ben@example.test'/>", "<presence to='ben@example.test'/>" })
            Assert.Contains("<not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><blocked xmlns='urn:xmpp:blocking:errors'/>", ana.Asks(stanza));
        Assert.Equal("", ben.Hears());
    }

    [Fact]
    public void what_is_no_list_of_addresses_is_refused()
    {
        var ana = _rig.Arrive("ana");
        Assert.Contains("<bad-request", ana.Asks("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'/></iq>"));
        Assert.Contains("<jid-malformed", ana.Asks(Block("a@b@c")));
        Assert.Contains("<bad-request", ana.Asks("<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'><item/></block></iq>"));
    }

    [Fact]
    public void an_address_too_many_is_refused()
    {
        var ana = _rig.Arrive("ana");
        var items = string.Concat(Enumerable.Range(0, BlockList.EntriesMax).Select(i => $"<item jid='u{i}@x.test'/>"));
        Assert.Contains("type='result'", ana.Asks($"<iq type='set' id='b'><block xmlns='urn:xmpp:blocking'>{items}</block></iq>"));
        Assert.Contains("<resource-constraint", ana.Asks(Block("ben@example.test")));
    }

    [Fact]
    public void whom_one_blocks_on_xmpp_is_silenced_on_irc()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Irc("ben"));
        var irc = _rig.Irc("ana");
        ana.Asks(Block("ben@example.test"));
        Assert.Contains(" 271 ana ~a:ben", irc.Line("SILENCE"));
        ben.Line("PRIVMSG ana :hello");
        Assert.Equal("", ana.Hears());
        Assert.DoesNotContain("hello", irc.Hears());
    }

    [Fact]
    public void an_account_silenced_on_irc_is_blocked_on_xmpp()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Asks(Show);
        var irc = _rig.Irc("ana");
        ana.Hears();
        Assert.Contains("SILENCE +~a:ben", irc.Line("SILENCE +~a:ben"));
        Assert.Contains("<block xmlns='urn:xmpp:blocking'><item jid='ben@example.test'/></block>", ana.Hears());
        Assert.Contains("<service-unavailable", ben.Asks("<message type='chat' to='ana@example.test'><body>x</body></message>"));
        Assert.Contains("SILENCE -~a:ben", irc.Line("SILENCE -~a:ben"));
        ben.Asks("<message type='chat' to='ana@example.test'><body>again</body></message>");
        Assert.Contains("again", ana.Hears());
    }

    [Fact]
    public void a_guest_is_blocked_by_their_address()
    {
        var (ana, guest) = (_rig.Arrive("ana"), _rig.Irc("guest", loggedIn: false));
        guest.Line("PRIVMSG ana :hello");
        var heard = ana.Hears();
        var from = heard.IndexOf("from='", StringComparison.Ordinal) + 6;
        ana.Asks(Block(heard[from..heard.IndexOf('\'', from)]));
        guest.Line("PRIVMSG ana :again");
        Assert.Equal("", ana.Hears());
    }

    [Fact]
    public void domains_may_be_written_in_any_case_and_guests_may_have_one_of_their_own()
    {
        var rig = new XmppRig(XmppRig.Easy with { Server = new() { Domain = "Example.TEST", GuestsDomain = "Visitors.example.test" } });
        var (ana, ben, guest) = (rig.Arrive("ana"), rig.Arrive("ben"), rig.Irc("guest", loggedIn: false));
        People.Befriend(ana, ben);
        ana.Says("<presence><show>away</show></presence>");
        Assert.Contains("<show>away</show>", ben.Hears());
        var address = $"{guest.Connection.Session.User!.Uid.ToString().ToLowerInvariant()}@visitors.example.test";
        ana.Hears();
        guest.Line("PRIVMSG ana :hello");
        Assert.Contains($"from='{address}'", ana.Hears());
        ana.Asks(Block(address));
        guest.Line("PRIVMSG ana :again");
        Assert.Equal("", ana.Hears());
    }
}
