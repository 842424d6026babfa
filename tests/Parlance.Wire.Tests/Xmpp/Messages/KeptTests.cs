using System.Text.RegularExpressions;

namespace Parlance.Wire.Tests.Xmpp.Messages;

/// <summary>XEP-0160: what was said to an account while it was away, on either protocol.</summary>
public partial class KeptTests
{
    private readonly XmppRig _rig = new(keeps: true);

    private static string Chat(string text, string more = "", string type = "chat") => $"<message type='{type}' id='{text}' to='ben@example.test'><body>{text}</body>{more}</message>";

    private string Return(XmppClient client, string presence = "<presence/>")
    {
        client.Says(presence);
        _rig.DoWork();
        while (_rig.Node.HasTurns) _rig.Turn();
        return client.Hears();
    }

    [Fact]
    public void what_came_meanwhile_is_given_once_first_in_first_out_with_its_time()
    {
        _rig.Register("ben");
        var ana = _rig.Arrive("ana");
        foreach (var text in new[] { "one", "two", "three" })
        {
            Assert.Equal("", ana.Asks(Chat(text)));
            _rig.Turn(1000);
        }

        var ben = _rig.LogIn("ben");
        var heard = Return(ben);
        Assert.Equal(["one", "two", "three"], Bodies().Matches(heard).Select(m => m.Groups[1].Value));
        Assert.Equal(3, Stamps().Count(heard));
        Assert.Equal(3, heard.Split("<stanza-id ").Length - 1);
        Assert.Contains("from='ana@example.test/desk' type='chat' id='one'", heard);
        Assert.DoesNotContain("<body>", Return(_rig.LogIn("ben", "phone")));
        ben.Says("<presence type='unavailable'/>");
        Assert.DoesNotContain("<body>", Return(ben));
    }

    [Fact]
    public void a_client_of_negative_priority_is_not_given_it_and_the_next_one_is()
    {
        var ben = _rig.Arrive("ben", "desk", "<presence><priority>-1</priority></presence>");
        Assert.Equal("", _rig.Arrive("ana").Asks(Chat("later")));
        Assert.Equal("", ben.Hears());
        Assert.Contains("<body>later</body>", Return(ben));
    }

    [Fact]
    public void who_was_there_and_went_is_given_only_what_came_since()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Arrive("ben"));
        ana.Says(Chat("heard"));
        Assert.Contains("heard", ben.Hears());
        _rig.Turn(1000);
        _rig.Lose(ben.Connection);
        _rig.Turn(1000);
        ana.Says(Chat("missed"));
        var heard = Return(_rig.LogIn("ben"));
        Assert.Contains("missed", heard);
        Assert.DoesNotContain("heard", heard);
    }

    [Theory]
    [InlineData("<message type='headline' to='ben@example.test'><body>x</body></message>", false)]
    [InlineData("<message type='error' to='ben@example.test'><body>x</body></message>", false)]
    [InlineData("<message type='chat' to='ben@example.test'><composing xmlns='http://jabber.org/protocol/chatstates'/></message>", false)]
    [InlineData("<message type='chat' to='ben@example.test'><body>x</body><no-store xmlns='urn:xmpp:hints'/></message>", true)]
    [InlineData("<message type='groupchat' to='ben@example.test'><body>x</body></message>", true)]
    public void what_is_not_kept_is_not_given(string message, bool refused)
    {
        _rig.Register("ben");
        Assert.Equal(refused, _rig.Arrive("ana").Asks(message).Contains("<service-unavailable", StringComparison.Ordinal));
        Assert.DoesNotContain("<message", Return(_rig.LogIn("ben")));
    }

    [Fact]
    public void a_receipt_waits_too()
    {
        _rig.Register("ben");
        _rig.Arrive("ana").Says("<message type='chat' to='ben@example.test'><received xmlns='urn:xmpp:receipts' id='m'/></message>");
        Assert.Contains("<received xmlns='urn:xmpp:receipts' id='m'/>", Return(_rig.LogIn("ben")));
    }

    [Fact]
    public void what_was_said_on_irc_waits_for_a_client_of_xmpp()
    {
        _rig.Register("ben");
        _rig.Irc("ana").Line("PRIVMSG ben :\u0001ACTION was here\u0001");
        var heard = Return(_rig.LogIn("ben"));
        Assert.Contains("from='ana@example.test' type='chat'", heard);
        Assert.Contains("<body>/me was here</body>", heard);
    }

    [Fact]
    public void what_was_said_on_xmpp_waits_for_a_client_of_irc()
    {
        _rig.Register("ben");
        _rig.Arrive("ana").Says(Chat("from xmpp"));
        var ben = _rig.Irc("ben");
        _rig.DoWork();
        while (_rig.Node.HasTurns) _rig.Turn();
        Assert.Matches(@"PRIVMSG ben :\[\d\d:\d\d:\d\d\] from xmpp", ben.Hears());
        Assert.DoesNotContain("<body>", Return(_rig.LogIn("ben")));
    }

    [Fact]
    public void what_was_taken_back_is_not_given()
    {
        _rig.Register("ben");
        var ana = _rig.Arrive("ana");
        ana.Says(Chat("oops"));
        ana.Says("<message type='chat' to='ben@example.test'><retract xmlns='urn:xmpp:message-retract:1' id='oops'/></message>");
        Assert.DoesNotContain("<body>oops</body>", Return(_rig.LogIn("ben")));
    }

    [Fact]
    public void a_marker_moves_the_account_s_read_marker()
    {
        var (ana, ben) = (_rig.Arrive("ana"), _rig.Irc("ben", caps: "draft/read-marker"));
        ben.Line("PRIVMSG ana :read me");
        var heard = ana.Hears();
        var from = heard.IndexOf("id='", StringComparison.Ordinal) + 4;
        ana.Says($"<message type='chat' to='ben@example.test'><displayed xmlns='urn:xmpp:chat-markers:0' id='{heard[from..heard.IndexOf('\'', from)]}'/></message>");
        Assert.True(_rig.Node.State.Accounts.TryGet("ana", out var account));
        Assert.NotNull(account.Reads.Of("ben"));
    }

    [GeneratedRegex("<body>(.*?)</body>")]
    private static partial Regex Bodies();

    [GeneratedRegex(@"<delay xmlns='urn:xmpp:delay' from='example.test' stamp='\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ'/>")]
    private static partial Regex Stamps();
}
