using System.Text.RegularExpressions;
using Parlance.Xmpp.Streams;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>Stream management: counting, confirming, resuming (XEP-0198).</summary>
public class ManagementTests
{
    private const string Enable = "<enable xmlns='urn:xmpp:sm:3' resume='true'/>";
    private const string Ask = "<r xmlns='urn:xmpp:sm:3'/>";
    private readonly XmppRig _rig = new();

    [Fact]
    public void it_is_offered_after_a_log_in_and_enabled_once_a_resource_is_bound()
    {
        var client = Unbound("ana");
        Assert.Contains("<failed xmlns='urn:xmpp:sm:3'><unexpected-request", client.Asks(Enable));
        client.Binds("desk");
        Assert.Matches("^<enabled xmlns='urn:xmpp:sm:3' id='[^']+' resume='true' max='600'/>$", client.Asks(Enable));
        Assert.Contains("<unexpected-request", client.Asks(Enable));
        Assert.Contains("<unexpected-request", client.Asks("<resume xmlns='urn:xmpp:sm:3' h='0' previd='x'/>"));
    }

    [Fact]
    public void who_does_not_want_to_resume_is_given_no_name_for_it()
    {
        Assert.Equal("<enabled xmlns='urn:xmpp:sm:3'/>", _rig.LogIn("ana").Asks("<enable xmlns='urn:xmpp:sm:3'/>"));
        Assert.Matches(" max='60'/>$", _rig.LogIn("ben").Asks("<enable xmlns='urn:xmpp:sm:3' resume='1' max='60'/>"));
        var rig = new XmppRig(XmppRig.Easy with { Xmpp = new() { ResumeTimeout = TimeSpan.Zero } });
        Assert.Equal("<enabled xmlns='urn:xmpp:sm:3'/>", rig.LogIn("ana").Asks(Enable));
    }

    [Fact]
    public void stanzas_are_counted_and_nothing_else()
    {
        var client = Managed("ana");
        client.Asks("<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq> <iq type='get' id='2'><x xmlns='y'/></iq><message to='@'/><iq type='result' id='nobody asked'/>");
        Assert.Equal("<a xmlns='urn:xmpp:sm:3' h='4'/>", client.Asks(Ask));
    }

    [Fact]
    public void a_count_waits_until_what_it_confirms_is_written()
    {
        var client = Managed("ana");
        _rig.Writes = false;
        client.Says("<iq type='set' id='r'><query xmlns='jabber:iq:roster'><item jid='ben@example.test'/></query></iq>" + Ask);
        Assert.Equal("", client.Hears());
        _rig.Commit();
        Assert.EndsWith("id='r' type='result'/>\n<a xmlns='urn:xmpp:sm:3' h='1'/>", client.Hears());
    }

    [Fact]
    public void a_client_is_asked_what_it_has_a_while_after_it_was_said()
    {
        var client = Managed("ana");
        Assert.DoesNotContain(Ask, client.Asks("<iq type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>"));
        _rig.Turn(StreamManagement.AskWithin);
        Assert.Equal(Ask + "\n", client.Hears());
        client.Says("<a xmlns='urn:xmpp:sm:3' h='1'/>");
        _rig.Turn(StreamManagement.AskWithin * 5);
        Assert.Equal("", client.Hears());
    }

    [Fact]
    public void a_client_that_is_told_much_is_asked_at_once()
    {
        var client = Managed("ana");
        var heard = client.Asks(string.Concat(Enumerable.Range(0, StreamManagement.AskAt).Select(i => $"<iq type='get' id='{i}'><ping xmlns='urn:xmpp:ping'/></iq>")));
        Assert.EndsWith(Ask + "\n", heard);
    }

    [Theory]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='1'/>", "<handled-count-too-high xmlns='urn:xmpp:sm:3' h='1' send-count='0'/>")]
    [InlineData("<a xmlns='urn:xmpp:sm:3' h='-1'/>", "<policy-violation")]
    [InlineData("<a xmlns='urn:xmpp:sm:3'/>", "<policy-violation")]
    public void a_count_that_cannot_be_ends_the_stream(string xml, string error)
    {
        var client = Managed("ana");
        Assert.Contains(error, client.Asks(xml));
        Assert.True(client.IsClosed);
        Assert.Contains("<unsupported-stanza-type", _rig.LogIn("ben").Asks("<a xmlns='urn:xmpp:sm:3' h='0'/>"));
    }

    [Fact]
    public void a_cut_in_the_middle_loses_nothing_and_doubles_nothing()
    {
        var (ana, id) = Resumable("ana");
        var ben = _rig.LogIn("ben");
        Pings(ben, ana, "one", "two");
        Assert.Contains("id='two'", ana.Hears());
        ana.Says("<a xmlns='urn:xmpp:sm:3' h='1'/>");
        _rig.Lose(ana.Connection);
        Assert.Equal(2, _rig.Node.State.Users.Count);
        Pings(ben, ana, "three");

        var back = Unbound("ana");
        var heard = back.Asks($"<resume xmlns='urn:xmpp:sm:3' h='1' previd='{id}'/><iq type='get' id='after'><ping xmlns='urn:xmpp:ping'/></iq>");
        _rig.Turn();
        heard += back.Hears();
        Assert.StartsWith($"<resumed xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>", heard);
        Assert.Equal(["two", "three", "after"], Regex.Matches(heard, "<iq [^>]* id='([^']*)'").Select(m => m.Groups[1].Value));
        Assert.Contains(Ask, heard);
        back.Says("<a xmlns='urn:xmpp:sm:3' h='4'/>");
        Assert.Equal("<a xmlns='urn:xmpp:sm:3' h='1'/>", back.Asks(Ask));
        Assert.Same(ana.Session, _rig.Dialect.SessionAt(Parlance.Xmpp.Jid.Parse("ana@example.test/desk")!));
    }

    [Fact]
    public void a_session_can_be_resumed_before_its_old_connection_is_known_to_be_dead()
    {
        var (ana, id) = Resumable("ana");
        var old = ana.Connection.Id;
        var back = Unbound("ana");
        Assert.StartsWith("<resumed ", back.Asks($"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>"));
        Assert.True(_rig.Node.Find(old)!.IsClosing);
        _rig.Node.Forget(_rig.Node.Find(old)!);
        Assert.Contains("type='result'", back.Asks("<iq type='get' id='p'><ping xmlns='urn:xmpp:ping'/></iq>"));
        Assert.Equal(1, _rig.Node.Connections.Length);
    }

    [Fact]
    public void a_session_may_be_lost_and_resumed_again_and_again()
    {
        var (ana, id) = Resumable("ana");
        var connection = ana.Connection;
        for (var i = 0; i < 5; i++)
        {
            _rig.Lose(connection);
            Assert.True(connection.IsSuspended);
            Assert.Equal(0, _rig.Node.Connections.Length);
            Assert.StartsWith("<resumed ", Unbound("ana").Asks($"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>"));
            Assert.Equal((false, 1), (connection.IsSuspended, _rig.Node.Connections.Length));
        }
    }

    [Theory]
    [InlineData("ben", 0)]
    [InlineData("ana", 600_001)]
    public void a_session_is_not_for_others_and_not_for_ever(string who, int later)
    {
        var (ana, id) = Resumable("ana");
        _rig.Register("ben");
        _rig.Lose(ana.Connection);
        _rig.Turn(later);
        var back = Unbound(who);
        Assert.Equal("<failed xmlns='urn:xmpp:sm:3'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>", back.Asks($"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>"));
        Assert.Contains("<jid>", back.Binds("desk"));
    }

    [Fact]
    public void a_session_that_nobody_resumes_ends_and_its_user_with_it()
    {
        var (ana, _) = Resumable("ana");
        _rig.Lose(ana.Connection);
        _rig.Turn(599_000);
        Assert.Equal((1, 1), (_rig.Node.State.Users.Count, _rig.Node.SuspendedCount));
        _rig.Turn(1_001);
        Assert.Equal((0, 0), (_rig.Node.State.Users.Count, _rig.Node.SuspendedCount));
        Assert.Empty(_rig.Dialect.Resumable);
    }

    [Fact]
    public void a_stream_that_is_ended_in_order_cannot_be_resumed()
    {
        var (ana, id) = Resumable("ana");
        ana.Says("</stream:stream>");
        Assert.Empty(_rig.Node.State.Users);
        Assert.Contains("<item-not-found", Unbound("ana").Asks($"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>"));
    }

    [Fact]
    public void who_binds_the_resource_of_a_session_that_waits_ends_it()
    {
        var (ana, _) = Resumable("ana");
        _rig.Lose(ana.Connection);
        var other = _rig.LogIn("ana", "desk");
        Assert.Equal(0, _rig.Node.SuspendedCount);
        Assert.Single(other.Session.User!.Sessions);
        Assert.Same(other.Session, _rig.Dialect.SessionAt(other.Session.Jid!));
    }

    [Fact]
    public void who_does_not_answer_is_cut_and_can_resume()
    {
        var (ana, id) = Resumable("ana");
        _rig.Turn(90_001);
        Assert.Contains(Ask, ana.Hears());
        _rig.Turn(120_001);
        Assert.True(ana.Connection.IsSuspended);
        Assert.StartsWith("<resumed ", Unbound("ana").Asks($"<resume xmlns='urn:xmpp:sm:3' h='0' previd='{id}'/>"));
    }

    [Fact]
    public void a_session_that_waits_holds_so_much_and_then_ends()
    {
        var (ana, _) = Resumable("ana");
        var ben = _rig.LogIn("ben");
        _rig.Lose(ana.Connection);
        for (var i = 0; i < StreamManagement.UnacknowledgedMax; i++) Pings(ben, ana, $"{i}");
        _rig.Turn();
        Assert.Equal(1, _rig.Node.SuspendedCount);
        Pings(ben, ana, "one more");
        _rig.Turn();
        Assert.Equal((0, 1), (_rig.Node.SuspendedCount, _rig.Node.State.Users.Count));
    }

    [Fact]
    public void a_client_that_confirms_nothing_is_cut_at_the_limit()
    {
        var (ana, _) = Resumable("ana");
        var ben = _rig.LogIn("ben");
        for (var i = 0; i <= StreamManagement.UnacknowledgedMax; i++)
        {
            Pings(ben, ana, $"{i}");
            ana.Hears();
        }

        _rig.Turn();
        Assert.True(ana.IsClosed);
        Assert.Equal(0, _rig.Node.SuspendedCount);
    }

    [Fact]
    public void a_shutdown_ends_sessions_that_wait()
    {
        var (ana, _) = Resumable("ana");
        _rig.Lose(ana.Connection);
        _rig.Node.Step(Parlance.Engine.Input.Stopping("Server is shutting down"), _rig.Now);
        Assert.Equal((0, 0), (_rig.Node.State.Users.Count, _rig.Node.SuspendedCount));
    }

    /// <summary>Requests of one session to another: they go from session to session and need nothing else.</summary>
    private static void Pings(XmppClient from, XmppClient to, params string[] ids)
    {
        foreach (var id in ids) from.Says($"<iq type='get' to='{to.Session.Jid}' id='{id}'><ping xmlns='urn:xmpp:ping'/></iq>");
    }

    private XmppClient Managed(string name)
    {
        var client = _rig.LogIn(name);
        Assert.StartsWith("<enabled", client.Asks(Enable));
        return client;
    }

    private (XmppClient Client, string Id) Resumable(string name)
    {
        var client = _rig.LogIn(name);
        return (client, Regex.Match(client.Asks(Enable), "id='([^']+)'").Groups[1].Value);
    }

    private XmppClient Unbound(string name)
    {
        if (!_rig.Node.State.Accounts.TryGet(name, out _)) _rig.Register(name);
        var client = _rig.Connect();
        client.Opens();
        client.Authenticates(name);
        Assert.Contains("<sm xmlns='urn:xmpp:sm:3'/>", client.Opens());
        return client;
    }
}
