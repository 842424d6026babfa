using System.Text;
using Parlance.Engine;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>Ana, Ben and Cleo on a rig: people with rosters, and IRC clients of the same accounts.</summary>
internal static class People
{
    /// <summary>A client that is available and follows its roster; what it heard so far is read.</summary>
    public static XmppClient Arrive(this XmppRig rig, string name, string resource = "desk", string presence = "<presence/>")
    {
        var client = rig.LogIn(name, resource);
        client.Asks("<iq type='get' id='roster'><query xmlns='jabber:iq:roster'/></iq>");
        client.Asks(presence);
        return client;
    }

    /// <summary>An IRC client, of an account if there is one of that name.</summary>
    public static XmppClient Irc(this XmppRig rig, string nick, bool loggedIn = true, string caps = "message-tags account-tag draft/message-redaction")
    {
        var client = rig.Connect(door => door with { Dialect = "irc" });
        client.Line($"CAP REQ :{caps} sasl");
        client.Line($"NICK {nick}");
        client.Line($"USER {nick} 0 * :{nick}");
        if (loggedIn)
        {
            if (!rig.Node.State.Accounts.TryGet(nick, out _)) rig.Register(nick);
            client.Line("AUTHENTICATE PLAIN");
            client.Line("AUTHENTICATE " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{nick}\0secret")));
            rig.DoWork();
        }

        Assert.Contains($" 001 {nick} ", client.Line("CAP END"));
        return client;
    }

    /// <summary>Says a line, and reads what is said back.</summary>
    public static string Line(this XmppClient client, string line) => client.Asks(line + "\r\n");

    /// <summary>Both see one another; what was said about it is read.</summary>
    public static void Befriend(XmppClient one, XmppClient other)
    {
        var (a, b) = (one.Session.Jid!.Bare, other.Session.Jid!.Bare);
        one.Says($"<presence type='subscribe' to='{b}'/>");
        other.Says($"<presence type='subscribed' to='{a}'/><presence type='subscribe' to='{a}'/>");
        one.Says($"<presence type='subscribed' to='{b}'/>");
        one.Hears();
        other.Hears();
    }

    /// <summary>Limits hold as they are by default.</summary>
    public static Settings Limited { get; } = XmppRig.Easy with { Limits = new() };
}
