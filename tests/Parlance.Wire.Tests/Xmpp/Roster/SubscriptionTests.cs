namespace Parlance.Wire.Tests.Xmpp.Roster;

/// <summary>RFC 6121 §3.</summary>
public class SubscriptionTests
{
    private readonly XmppRig _rig = new();

    [Fact]
    public void a_request_is_shown_to_its_receiver_and_answered()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        Assert.Contains("<item jid='ben@example.test' subscription='none' ask='subscribe'/>", ana.Asks("<presence type='subscribe' to='ben@example.test/desk'><status>tea?</status></presence>"));
        Assert.Contains("from='ana@example.test' type='subscribe'><status>tea?</status></presence>", ben.Hears());

        Assert.Contains("<item jid='ana@example.test' subscription='from'/>", ben.Asks("<presence type='subscribed' to='ana@example.test'/>"));
        var heard = ana.Hears();
        var (word, push, presence) = (heard.IndexOf("from='ben@example.test' type='subscribed'", StringComparison.Ordinal),
            heard.IndexOf("<item jid='ben@example.test' subscription='to'/>", StringComparison.Ordinal), heard.IndexOf("from='ben@example.test/desk'/>", StringComparison.Ordinal));
        Assert.True(word >= 0 && word < push && push < presence, heard);
    }

    [Fact]
    public void a_request_waits_for_who_is_not_here_and_comes_again_until_it_is_answered()
    {
        _rig.Register("ben");
        _rig.Arrive("ana").Says("<presence type='subscribe' to='ben@example.test'><status>tea?</status></presence>");
        for (var i = 0; i < 2; i++)
        {
            var ben = _rig.LogIn("ben");
            Assert.Contains("from='ana@example.test' type='subscribe'><status>tea?</status></presence>", ben.Asks("<presence/>"));
            _rig.Lose(ben.Connection);
        }

        _rig.LogIn("ben").Says("<presence type='unsubscribed' to='ana@example.test'/>");
        Assert.DoesNotContain("subscribe", _rig.LogIn("ben", "phone").Asks("<presence/>"));
    }

    [Fact]
    public void a_request_that_is_repeated_is_not_shown_twice()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Asks("<presence type='subscribe' to='ben@example.test'/>");
        ben.Hears();
        Assert.Equal("", ana.Asks("<presence type='subscribe' to='ben@example.test'/>"));
        Assert.Equal("", ben.Hears());
    }

    [Fact]
    public void who_was_approved_in_advance_need_not_ask_twice()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        Assert.Contains("<item jid='ana@example.test' subscription='none' approved='true'/>", ben.Asks("<presence type='subscribed' to='ana@example.test'/>"));
        Assert.Equal("", ana.Hears());
        var heard = ana.Asks("<presence type='subscribe' to='ben@example.test'/>");
        Assert.Contains("type='subscribed'", heard);
        Assert.Contains("<item jid='ben@example.test' subscription='to'/>", heard);
        Assert.Contains("from='ben@example.test/desk'/>", heard);
        heard = ben.Hears();
        Assert.DoesNotContain("type='subscribe'", heard);
        Assert.Contains("<item jid='ana@example.test' subscription='from'/>", heard);
    }

    [Fact]
    public void an_approval_in_advance_is_taken_back_in_silence()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ben.Asks("<presence type='subscribed' to='ana@example.test'/>");
        Assert.Contains("<item jid='ana@example.test' subscription='none'/>", ben.Asks("<presence type='unsubscribed' to='ana@example.test'/>"));
        Assert.Equal("", ana.Hears());
    }

    [Fact]
    public void a_refused_request_leaves_nothing_pending()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Asks("<presence type='subscribe' to='ben@example.test'/>");
        ben.Hears();
        Assert.Equal("", ben.Asks("<presence type='unsubscribed' to='ana@example.test'/>"));
        var heard = ana.Hears();
        Assert.Contains("from='ben@example.test' type='unsubscribed'", heard);
        Assert.Contains("<item jid='ben@example.test' subscription='none'/>", heard);
        Assert.DoesNotContain("unavailable", heard);
    }

    [Fact]
    public void who_ends_another_s_view_is_gone_for_them()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        ben.Asks("<presence type='unsubscribed' to='ana@example.test'/>");
        var heard = ana.Hears();
        Assert.Contains("type='unsubscribed'", heard);
        Assert.Contains("from='ben@example.test/desk' type='unavailable'/>", heard);
        Assert.Contains("subscription='from'", heard);
        ben.Says("<presence><show>away</show></presence>");
        Assert.Equal("", ana.Hears());
    }

    [Fact]
    public void who_unsubscribes_sees_the_other_no_more_and_is_still_seen()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        Assert.Contains("from='ben@example.test/desk' type='unavailable'/>", ana.Asks("<presence type='unsubscribe' to='ben@example.test'/>"));
        var heard = ben.Hears();
        Assert.Contains("from='ana@example.test' type='unsubscribe'", heard);
        Assert.Contains("subscription='to'", heard);
        ana.Says("<presence><show>away</show></presence>");
        Assert.Contains("<show>away</show>", ben.Hears());
    }

    [Fact]
    public void who_is_taken_off_the_roster_is_told_that_both_views_ended()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        ana.Asks("<iq type='set' id='x'><query xmlns='jabber:iq:roster'><item jid='ben@example.test' subscription='remove'/></query></iq>");
        var heard = ben.Hears();
        Assert.Contains("type='unsubscribe'", heard);
        Assert.Contains("type='unsubscribed'", heard);
        Assert.Contains("from='ana@example.test/desk' type='unavailable'/>", heard);
        Assert.Contains("<item jid='ana@example.test' subscription='none'/>", heard);
    }

    [Fact]
    public void a_request_to_nobody_tells_nothing_about_who_is_there()
    {
        var ana = _rig.Arrive("ana");
        var answer = ana.Asks("<presence type='subscribe' to='nobody@example.test'/>");
        Assert.Contains("ask='subscribe'", answer);
        Assert.DoesNotContain("error", answer);
    }

    [Fact]
    public void an_account_that_is_removed_is_gone_from_others_rosters_views()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        People.Befriend(ana, ben);
        Assert.True(_rig.Node.State.Accounts.TryGet("ben", out var account));
        _rig.Node.RemoveAccount(null, account);
        _rig.Turn();
        var heard = ana.Hears();
        Assert.Contains("from='ben@example.test/desk' type='unavailable'/>", heard);
        Assert.Contains("<item jid='ben@example.test' subscription='none'/>", heard);
    }
}
