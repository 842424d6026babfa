using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Parlance.Wire.Tests.Xmpp.Roster;

/// <summary>XEP-0030 and XEP-0115: what the server says it is.</summary>
public class DiscoTests
{
    private const string Ask = "<iq type='get' id='d' to='example.test'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>";
    private const string Items = "<iq type='get' id='d' to='example.test'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>";

    private readonly XmppRig _rig = new();

    [Fact]
    public void the_server_names_what_it_can()
    {
        var answer = _rig.LogIn("ana").Asks(Ask);
        Assert.Contains("<identity category='server' type='im' name='Parlance'/>", answer);
        foreach (var feature in new[] { "http://jabber.org/protocol/disco#info", "jabber:iq:roster", "urn:xmpp:blocking", "urn:xmpp:carbons:2", "urn:xmpp:ping", "msgoffline" }) Assert.Contains($"<feature var='{feature}'/>", answer);
        Assert.Contains("<item jid='rooms.example.test' name='Rooms'/>", _rig.LogIn("ana", "phone").Asks(Items));
    }

    [Fact]
    public void in_the_classic_profile_it_is_xmppd_and_names_no_services()
    {
        var rig = new XmppRig(XmppRig.Easy with { Xmpp = new() { IsClassic = true } });
        var ana = rig.LogIn("ana");
        Assert.Contains("<identity category='server' type='im' name='xmppd'/>", ana.Asks(Ask));
        Assert.Contains("<query xmlns='http://jabber.org/protocol/disco#items'/>", ana.Asks(Items));
    }

    [Fact]
    public void the_hash_in_the_features_is_over_what_the_server_answers()
    {
        _rig.Register("ana");
        var client = _rig.Connect();
        client.Opens();
        client.Authenticates("ana");
        var features = client.Opens();
        var from = features.IndexOf("ver='", StringComparison.Ordinal) + 5;
        var version = features[from..features.IndexOf('\'', from)];
        client.Binds("desk");

        var query = XElement.Parse(client.Asks(Ask.Replace("disco#info'/>", $"disco#info' node='xmpp:example.test#{version}'/>", StringComparison.Ordinal)).Replace("<iq ", "<iq xmlns='jabber:client' ", StringComparison.Ordinal)).Elements().Single();
        var text = string.Concat(query.Elements().Where(e => e.Name.LocalName == "identity").Select(e => $"{e.Attribute("category")!.Value}/{e.Attribute("type")!.Value}//{e.Attribute("name")!.Value}<"))
            + string.Concat(query.Elements().Where(e => e.Name.LocalName == "feature").Select(e => e.Attribute("var")!.Value).Order(StringComparer.Ordinal).Select(f => f + "<"));
        Assert.Equal(version, Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(text))));
        Assert.Contains("<item-not-found", client.Asks(Ask.Replace("disco#info'/>", "disco#info' node='other'/>", StringComparison.Ordinal)));
    }

    [Fact]
    public void strangers_learn_nothing_of_an_account()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        var ask = "<iq type='get' id='d' to='ben@example.test'><query xmlns='http://jabber.org/protocol/disco#info'/></iq>";
        Assert.Equal(ana.Asks(ask).Replace("ben", "who", StringComparison.Ordinal), ana.Asks(ask.Replace("ben", "who", StringComparison.Ordinal)));
        People.Befriend(ana, ben);
        Assert.Contains("<identity category='account' type='registered'/>", ana.Asks(ask));
    }
}
