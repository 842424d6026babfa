using Parlance.Xmpp.Streams;

namespace Parlance.Wire.Tests.Xmpp.Roster;

/// <summary>RFC 6121 §4, and the same on IRC.</summary>
public class PresenceTests
{
    private readonly XmppRig _rig = new();

    [Fact]
    public void strangers_see_nothing()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Says("<presence><show>away</show></presence><presence type='unavailable'/>");
        Assert.Equal("", ben.Hears());
    }

    [Fact]
    public void contacts_see_each_other_come_change_and_go()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        var caps = "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='n' ver='v'/>";
        Assert.Contains($"from='ana@example.test/desk'><show>dnd</show><status>a &lt; b</status><priority>5</priority>{caps}</presence>",
            ana.Asks($"<presence><show>dnd</show><status>a &lt; b</status><priority>5</priority>{caps}</presence>"));
        Assert.Contains($"to='ben@example.test/desk' from='ana@example.test/desk'><show>dnd</show><status>a &lt; b</status><priority>5</priority>{caps}</presence>", ben.Hears());

        var phone = _rig.LogIn("ben", "phone");
        Assert.Contains("from='ana@example.test/desk'><show>dnd</show>", phone.Asks("<presence/>"));
        Assert.Contains("from='ben@example.test/phone'/>", ana.Hears());
        Assert.Contains("from='ben@example.test/phone'/>", ben.Hears());

        phone.Asks("<presence type='unavailable'><status>bye</status></presence>");
        Assert.Contains("from='ben@example.test/phone' type='unavailable'><status>bye</status></presence>", ana.Hears());
        _rig.Lose(ben.Connection);
        Assert.Contains("from='ben@example.test/desk' type='unavailable'/>", ana.Hears());
    }

    [Fact]
    public void who_is_not_available_hears_nobody_and_is_not_seen()
    {
        var ana = _rig.Arrive("ana");
        var ben = _rig.Arrive("ben");
        People.Befriend(ana, ben);
        var silent = _rig.LogIn("ben", "silent");
        ana.Says("<presence><show>xa</show></presence>");
        Assert.Equal("", silent.Hears());
        ana.Hears();
        _rig.Lose(silent.Connection);
        Assert.Equal("", ana.Hears());
    }

    [Fact]
    public void in_the_classic_profile_contacts_are_seen_before_one_says_anything()
    {
        var rig = new XmppRig(XmppRig.Easy with { Xmpp = new() { IsClassic = true } });
        var (ana, ben) = (rig.Arrive("ana"), rig.Arrive("ben"));
        People.Befriend(ana, ben);
        var silent = rig.LogIn("ben", "silent");
        ana.Says("<presence><show>xa</show></presence>");
        Assert.Contains("<show>xa</show>", silent.Hears());
    }

    [Theory]
    [InlineData("<presence><show>busy</show></presence>")]
    [InlineData("<presence><show>away</show><show>dnd</show></presence>")]
    [InlineData("<presence><priority>200</priority></presence>")]
    [InlineData("<presence><priority>many</priority></presence>")]
    [InlineData("<presence type='here'/>")]
    public void what_is_no_presence_is_refused(string presence) => Assert.Contains("<bad-request", _rig.Arrive("ana").Asks(presence));

    [Fact]
    public void words_and_extensions_beyond_their_limits_are_refused()
    {
        var ana = _rig.Arrive("ana");
        Assert.Contains("<bad-request", ana.Asks($"<presence><status>{new string('x', 1025)}</status></presence>"));
        Assert.Contains("<bad-request", ana.Asks($"<presence><x xmlns='urn:x'>{new string('x', 16 << 10)}</x></presence>"));
        Assert.Contains("<status>still here</status>", ana.Asks("<presence><status>still here</status></presence>"));
    }

    [Fact]
    public void presence_told_directly_ends_with_the_session()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Says("<presence to='ben@example.test/desk'><status>for you</status></presence>");
        Assert.Contains("from='ana@example.test/desk'><status>for you</status></presence>", ben.Hears());
        ana.Says("<presence><show>away</show></presence>");
        Assert.Equal("", ben.Hears());
        _rig.Lose(ana.Connection);
        Assert.Contains("from='ana@example.test/desk' type='unavailable'/>", ben.Hears());
    }

    [Fact]
    public void who_was_told_of_the_end_directly_is_not_told_again()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Says("<presence to='ben@example.test/desk'/><presence to='ben@example.test/desk' type='unavailable'/>");
        Assert.Contains("type='unavailable'", ben.Hears());
        ana.Says("<presence type='unavailable'/>");
        Assert.Equal("", ben.Hears());
    }

    [Fact]
    public void there_is_a_limit_to_how_many_are_told_directly()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        for (var i = 0; i < XmppSession.DirectedMax; i++) Assert.Equal("", ana.Asks($"<presence to='ben@example.test/r{i}'/>"));
        Assert.Contains("<resource-constraint", ana.Asks("<presence to='ben@example.test/desk'/>"));
        Assert.Equal("", ben.Hears());
    }

    [Fact]
    public void a_probe_is_answered_to_those_who_may_see()
    {
        var (ana, ben, cleo) = (_rig.Arrive("ana"), _rig.Arrive("ben"), _rig.Arrive("cleo"));
        People.Befriend(ana, ben);
        Assert.Contains("from='ben@example.test/desk'/>", ana.Asks("<presence type='probe' to='ben@example.test'/>"));
        Assert.Contains("from='ben@example.test' type='unsubscribed'/>", cleo.Asks("<presence type='probe' to='ben@example.test'/>"));
        Assert.Contains("from='nobody@example.test' type='unsubscribed'/>", cleo.Asks("<presence type='probe' to='nobody@example.test'/>"));
    }

    [Fact]
    public void a_flood_of_presence_waits_for_its_rate()
    {
        var rig = new XmppRig(People.Limited);
        var (ana, ben) = (rig.Arrive("ana"), rig.Arrive("ben"));
        People.Befriend(ana, ben);
        rig.Turn(60_000);
        ben.Hears();
        ana.Says(string.Concat(Enumerable.Range(0, 200).Select(i => $"<presence><status>{i}</status></presence>")));
        var heard = ben.Hears().Split("</presence>").Length - 1;
        Assert.InRange(heard, 1, 100);
        Assert.DoesNotContain("<status>199</status>", ben.Hears());
        Assert.Contains("type='result'", ben.Asks("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>"));
    }

    [Fact]
    public void a_client_on_irc_is_a_resource_to_contacts()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        var irc = _rig.Irc("ben");
        var resource = $"irc-{irc.Connection.Serial}";
        Assert.Contains($"from='ben@example.test/{resource}'/>", ana.Hears());
        irc.Line("AWAY :gone for lunch");
        Assert.Contains($"from='ben@example.test/{resource}'><show>away</show><status>gone for lunch</status></presence>", ana.Hears());
        irc.Line("AWAY");
        Assert.Contains($"from='ben@example.test/{resource}'/>", ana.Hears());
        var phone = _rig.LogIn("ana", "phone");
        Assert.Contains($"from='ben@example.test/{resource}'/>", phone.Asks("<presence/>"));
        _rig.Lose(irc.Connection);
        Assert.Contains($"from='ben@example.test/{resource}' type='unavailable'", ana.Hears());
    }

    [Fact]
    public void on_irc_one_is_as_away_as_one_s_most_available_client()
    {
        var watch = _rig.Irc("watch", loggedIn: false);
        watch.Line("MONITOR + ana");
        var ana = _rig.LogIn("ana");
        Assert.Contains(" 730 watch :ana!", watch.Hears());
        ana.Says("<presence><show>away</show><status>tea</status></presence>");
        Assert.Contains(" 301 watch ana :tea", watch.Line("WHOIS ana"));
        var phone = _rig.LogIn("ana", "phone");
        phone.Says("<presence/>");
        Assert.DoesNotContain(" 301 ", watch.Line("WHOIS ana"));
        phone.Says("<presence type='unavailable'/>");
        Assert.Contains(" 301 watch ana :tea", watch.Line("WHOIS ana"));
        ana.Says("<presence><show>dnd</show></presence>");
        Assert.Contains(" 301 watch ana :Do not disturb", watch.Line("WHOIS ana"));
        _rig.Lose(phone.Connection);
        _rig.Lose(ana.Connection);
        Assert.Contains(" 731 watch :ana", watch.Hears());
    }
}
