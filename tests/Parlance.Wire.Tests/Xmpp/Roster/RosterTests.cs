namespace Parlance.Wire.Tests.Xmpp.Roster;

/// <summary>RFC 6121 §2.</summary>
public class RosterTests
{
    private readonly XmppRig _rig = new();

    private static string Set(string item, string id = "set") => $"<iq type='set' id='{id}'><query xmlns='jabber:iq:roster'>{item}</query></iq>";

    private const string Get = "<iq type='get' id='get'><query xmlns='jabber:iq:roster'/></iq>";

    [Fact]
    public void a_new_account_has_an_empty_roster() =>
        Assert.Contains("type='result'><query xmlns='jabber:iq:roster'/></iq>", _rig.LogIn("ana").Asks(Get));

    [Fact]
    public void what_is_added_is_pushed_and_shown_from_then_on()
    {
        var ana = _rig.Arrive("ana");
        var answer = ana.Asks(Set("<item jid='Ben@example.test/desk' name='Benny'><group>tea</group><group>work</group></item>"));
        Assert.Contains("type='set' id='push", answer);
        Assert.Contains("<item jid='ben@example.test' name='Benny' subscription='none'><group>tea</group><group>work</group></item>", answer);
        Assert.Contains("id='set' type='result'/>", answer);
        Assert.Contains("name='Benny'", ana.Asks(Get));
        Assert.Contains("<item jid='ben@example.test' subscription='none'/>", ana.Asks(Set("<item jid='ben@example.test'/>")));
    }

    [Fact]
    public void what_is_removed_is_pushed_as_removed()
    {
        var ana = _rig.Arrive("ana");
        ana.Asks(Set("<item jid='ben@example.test'/>"));
        var answer = ana.Asks(Set("<item jid='ben@example.test' subscription='remove'/>"));
        Assert.Contains("<item jid='ben@example.test' subscription='remove'/>", answer);
        Assert.Contains("type='result'/>", answer);
        Assert.DoesNotContain("<item", ana.Asks(Get));
    }

    [Fact]
    public void only_clients_that_asked_for_the_roster_are_told_of_changes()
    {
        var (desk, phone, plain) = (_rig.Arrive("ana", "desk"), _rig.Arrive("ana", "phone"), _rig.LogIn("ana", "plain"));
        phone.Hears();
        desk.Says(Set("<item jid='ben@example.test'/>"));
        Assert.Contains("jid='ben@example.test'", phone.Hears());
        Assert.Equal("", plain.Hears());
    }

    [Theory]
    [InlineData("", "bad-request")]
    [InlineData("<item/>", "bad-request")]
    [InlineData("<item jid='a@b@c'/>", "jid-malformed")]
    [InlineData("<item jid='ben@example.test'/><item jid='cleo@example.test'/>", "bad-request")]
    [InlineData("<item jid='ben@example.test'><group>a</group><group>a</group></item>", "bad-request")]
    [InlineData("<item jid='ben@example.test'><group/></item>", "not-acceptable")]
    [InlineData("<item jid='ana@example.test'/>", "not-allowed")]
    [InlineData("<item jid='ben@example.test' subscription='remove'/>", "item-not-found")]
    public void a_change_that_cannot_be_is_refused(string item, string error)
    {
        var ana = _rig.Arrive("ana");
        var answer = ana.Asks(Set(item));
        Assert.Contains($"<{error} xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>", answer);
        Assert.DoesNotContain("push", answer);
    }

    [Fact]
    public void names_and_groups_beyond_their_limits_are_refused()
    {
        var ana = _rig.Arrive("ana");
        Assert.Contains("<not-acceptable", ana.Asks(Set($"<item jid='ben@example.test' name='{new string('x', 1024)}'/>")));
        Assert.Contains("<not-acceptable", ana.Asks(Set($"<item jid='ben@example.test'><group>{new string('x', 1024)}</group></item>")));
        Assert.Contains("<not-acceptable", ana.Asks(Set($"<item jid='ben@example.test'>{string.Concat(Enumerable.Range(0, 33).Select(i => $"<group>{i}</group>"))}</item>")));
    }

    [Fact]
    public void nobody_asks_for_the_roster_of_another()
    {
        var ana = _rig.Arrive("ana");
        Assert.Contains("<forbidden", ana.Asks("<iq type='get' id='get' to='ben@example.test'><query xmlns='jabber:iq:roster'/></iq>"));
        Assert.Contains("<forbidden", ana.Asks("<iq type='set' id='set' to='ben@example.test'><query xmlns='jabber:iq:roster'><item jid='x@example.test'/></query></iq>"));
    }

    [Fact]
    public void who_knows_the_current_version_is_told_nothing_new()
    {
        var ana = _rig.Arrive("ana");
        ana.Asks(Set("<item jid='ben@example.test'/>"));
        var all = ana.Asks("<iq type='get' id='get'><query xmlns='jabber:iq:roster' ver=''/></iq>");
        Assert.Contains("ben@example.test", all);
        var from = all.IndexOf("ver='", StringComparison.Ordinal) + 5;
        var version = all[from..all.IndexOf('\'', from)];
        Assert.Contains("id='get' type='result'/>", ana.Asks($"<iq type='get' id='get'><query xmlns='jabber:iq:roster' ver='{version}'/></iq>"));
        ana.Asks(Set("<item jid='cleo@example.test'/>"));
        Assert.Contains("cleo@example.test", ana.Asks($"<iq type='get' id='get'><query xmlns='jabber:iq:roster' ver='{version}'/></iq>"));
    }

    [Fact]
    public void versions_and_approval_in_advance_are_offered()
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        client.Authenticates("ana");
        var features = client.Opens();
        Assert.Contains("<ver xmlns='urn:xmpp:features:rosterver'/>", features);
        Assert.Contains("<sub xmlns='urn:xmpp:features:pre-approval'/>", features);
    }

    [Fact]
    public void a_result_that_nobody_asked_for_changes_nothing()
    {
        var ana = _rig.Arrive("ana");
        Assert.Equal("", ana.Asks("<iq type='result' id='push0'/><iq type='result' id='x'><query xmlns='jabber:iq:roster'><item jid='evil@example.test'/></query></iq>"));
        Assert.DoesNotContain("evil", ana.Asks(Get));
    }
}
