using System.Net;
using System.Text;
using Parlance.Engine;
using Parlance.Engine.Transport;
using Parlance.Irc;
using Parlance.Log;
using Parlance.Xmpp;
using Parlance.Xmpp.Streams;

namespace Parlance.Wire.Tests.Xmpp;

/// <summary>A node that speaks both protocols, without sockets, disk or clock. Its log is written at once unless the test says otherwise.</summary>
internal sealed class XmppRig
{
    private static readonly Listener Door = new() { Dialect = "xmpp", Address = IPAddress.Loopback, Port = 5222, Certificate = "certificate.pem", Key = "key.pem" };
    private long _ms = 1000;
    private int _next;

    private readonly MemoryEventStore? _store;

    /// <param name="settings">Null: <see cref="Easy"/>.</param>
    /// <param name="keeps">Whether what is said can be read again.</param>
    public XmppRig(Settings? settings = null, bool keeps = false)
    {
        var seed = new byte[32];
        _store = keeps ? new() : null;
        Node = new(settings ?? Easy, new(), 0, node => [new IrcDialect(node, seed), Dialect = new XmppDialect(node)], seed, Now) { Archive = _store?.Archive };
        Commit();
    }

    /// <summary>Sizes hold, rates do not, and passwords cost little.</summary>
    public static Settings Easy { get; } = new()
    {
        Server = new() { Domain = "example.test" },
        Limits = new() { Enabled = false },
        Accounts = new() { PlainWithoutTls = true, PasswordIterations = 2 },
    };

    public Node Node { get; }
    public XmppDialect Dialect { get; private set; } = null!;
    public Moment Now => new(new(1_800_000_000_000 + _ms), _ms);

    /// <summary>Whether what is given to the log is written at once.</summary>
    public bool Writes { get; set; } = true;

    /// <summary>A connection on which nothing was said.</summary>
    public XmppClient Connect(Func<Listener, Listener>? door = null, bool secure = false)
    {
        var id = _next++;
        Node.Step(Input.Opened(id, new(door is null ? Door : door(Door), IPAddress.Parse("10.0.0.1"), 40_000, secure)), Now);
        return new(this, Node.Find(id)!);
    }

    /// <summary>An account whose password is <c>secret</c>.</summary>
    public void Register(string name)
    {
        AccountAnswer? came = null;
        Node.CreateAccount(new(name, "secret"), answer => came = answer);
        DoWork();
        Assert.NotNull(came?.Account);
    }

    /// <summary>A session of an account, bound; the account is made if there is none.</summary>
    public XmppClient LogIn(string name, string resource = "desk")
    {
        if (!Node.State.Accounts.TryGet(name, out _)) Register(name);
        var client = Connect();
        client.LogIn(name, resource);
        return client;
    }

    public void Receive(Connection connection, ReadOnlySpan<byte> bytes)
    {
        Node.Step(Input.Received(connection.Id, bytes), Now);
        Take();
    }

    public void Secure(Connection connection)
    {
        Node.Step(Input.Secured(connection.Id, connection.Peer with { Secure = true }), Now);
        Take();
    }

    public void Lose(Connection connection)
    {
        Node.Step(Input.Closed(connection.Id, CloseReason.Reset), Now);
        Take();
    }

    /// <summary>Time goes on, and what waits for its turn has it.</summary>
    public void Turn(long milliseconds = 0)
    {
        _ms += milliseconds;
        Node.Step(Input.Turn(), Now);
        Take();
    }

    public void Commit()
    {
        Take();
        Node.Step(Input.Committed(Node.Position), Now);
        Take();
    }

    /// <summary>Workers do what they were asked.</summary>
    public void DoWork()
    {
        Take();
        while (Work.Count > 0)
        {
            var todo = Work.ToArray();
            Work.Clear();
            foreach (var work in todo)
            {
                work.Run();
                Node.Step(Input.WorkDone(work), Now);
                Take();
            }
        }
    }

    public List<Work> Work { get; } = [];

    private void Take()
    {
        Work.AddRange(Node.Effects.Work);
        var hasNews = Node.Effects.Log.Count > 0;
        _store?.Append(Node.Effects.Log.ToArray());
        foreach (var touched in Node.Effects.Touched) touched.BeginServing();
        Node.Effects.Clear();
        if (hasNews && Writes) Node.Step(Input.Committed(Node.Position), Now);
    }
}

/// <summary>One client of an <see cref="XmppRig"/>.</summary>
internal sealed class XmppClient(XmppRig rig, Connection connection)
{
    public const string Header = "<?xml version='1.0'?><stream:stream to='example.test' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>";

    private readonly int _id = connection.Id;

    /// <summary>What is on its socket: its own connection, or the one that was resumed there.</summary>
    public Connection Connection => rig.Node.Find(_id) is { Session: XmppSession } here ? here : connection;
    public XmppSession Session => (XmppSession)Connection.Session;

    /// <summary>Says something, and reads what is said back.</summary>
    public string Asks(string xml)
    {
        Says(xml);
        return Hears();
    }

    public void Says(string xml) => rig.Receive(Connection, Encoding.UTF8.GetBytes(xml));

    /// <summary>Reads all that may be sent now.</summary>
    public string Hears()
    {
        var text = new MemoryStream();
        var connection = Connection;
        while (connection.Ready is { IsEmpty: false } ready)
        {
            text.Write(ready);
            connection.Sent(ready.Length);
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }

    /// <summary>Opens the stream; the features that are offered.</summary>
    public string Opens()
    {
        var answer = Asks(Header);
        Assert.Contains("<stream:features", answer);
        return answer[answer.IndexOf("<stream:features", StringComparison.Ordinal)..];
    }

    public string Authenticates(string name, string password = "secret")
    {
        Says($"<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>{Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{name}\0{password}"))}</auth>");
        rig.DoWork();
        return Hears();
    }

    public string Binds(string resource = "") =>
        Asks($"<iq type='set' id='bind'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>{(resource.Length == 0 ? "" : $"<resource>{resource}</resource>")}</bind></iq>");

    public void LogIn(string name, string resource)
    {
        Opens();
        Assert.StartsWith("<success", Authenticates(name));
        Opens();
        Assert.Contains($"<jid>{name}@example.test/{resource}</jid>", Binds(resource));
    }

    public bool IsClosed => connection.IsClosing || connection.IsGone;
}
