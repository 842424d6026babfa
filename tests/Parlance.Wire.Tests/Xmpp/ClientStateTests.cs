namespace Parlance.Wire.Tests.Xmpp;

/// <summary>What waits while nobody looks at the client (XEP-0352).</summary>
public class ClientStateTests
{
    private readonly XmppRig _rig = new();

    [Fact]
    public void presence_and_typing_wait_until_somebody_looks()
    {
        var client = _rig.LogIn("ana");
        client.Says("<inactive xmlns='urn:xmpp:csi:0'/>");
        Tell(client, "<presence from='ben@example.test/a'/>", "<message from='ben@example.test/a'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>");
        Assert.Equal("", client.Hears());
        Assert.Equal("<presence to='ana@example.test/desk' from='ben@example.test/a'/>\n<message to='ana@example.test/desk' from='ben@example.test/a'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>\n",
            client.Asks("<active xmlns='urn:xmpp:csi:0'/>"));
        Tell(client, "<presence from='ben@example.test/a'/>");
        Assert.NotEqual("", client.Hears());
    }

    [Fact]
    public void of_each_sender_the_last_presence_counts()
    {
        var client = _rig.LogIn("ana");
        client.Says("<inactive xmlns='urn:xmpp:csi:0'/>");
        Tell(client, "<presence from='ben@example.test/a'/>", "<presence from='cleo@example.test/a'/>", "<presence from='ben@example.test/a' type='unavailable'/>");
        Assert.Equal("<presence to='ana@example.test/desk' from='cleo@example.test/a'/>\n<presence to='ana@example.test/desk' from='ben@example.test/a' type='unavailable'/>\n", client.Asks("<active xmlns='urn:xmpp:csi:0'/>"));
    }

    [Theory]
    [InlineData("<message from='ben@example.test/a'><body>tea?</body><active xmlns='http://jabber.org/protocol/chatstates'/></message>")]
    [InlineData("<message from='ben@example.test/a'><received xmlns='urn:xmpp:receipts' id='1'/></message>")]
    [InlineData("<presence from='ben@example.test' type='subscribe'/>")]
    [InlineData("<presence from='lobby@rooms.example.test/ana'><x xmlns='http://jabber.org/protocol/muc#user'><status code='110'/></x></presence>")]
    [InlineData("<iq from='ben@example.test/a' id='1' type='result'/>")]
    public void what_matters_comes_at_once_and_brings_the_rest(string stanza)
    {
        var client = _rig.LogIn("ana");
        client.Says("<inactive xmlns='urn:xmpp:csi:0'/>");
        Tell(client, "<presence from='cleo@example.test/a'/>");
        Tell(client, stanza);
        Assert.Matches("^<presence [^\n]*cleo[^\n]*\n<[^\n]*\n$", client.Hears());
    }

    [Fact]
    public void no_more_waits_than_is_allowed()
    {
        var client = _rig.LogIn("ana");
        client.Says("<inactive xmlns='urn:xmpp:csi:0'/>");
        for (var i = 0; i < 1000; i++) Tell(client, $"<presence from='friend{i}@example.test/a'/>");
        Assert.InRange(client.Hears().Length, 20_000, 100_000);
    }

    /// <summary>As the node says something to it.</summary>
    private static void Tell(XmppClient client, params string[] stanzas)
    {
        foreach (var stanza in stanzas) client.Connection.Write(System.Text.Encoding.UTF8.GetBytes(stanza + "\n"));
    }
}
