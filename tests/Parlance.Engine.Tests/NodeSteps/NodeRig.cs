using System.Net;
using System.Text;
using Parlance.Engine.Transport;
using Parlance.Irc;
using Parlance.Log;

namespace Parlance.Engine.Tests.NodeSteps;

/// <summary>A node without sockets, disk or clock, driven input by input. Its log is written only when the test says so.</summary>
public sealed class NodeRig
{
    private static readonly Listener Door = new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 6667 };
    private long _ms = 1000;
    private int _next;

    public NodeRig(Settings? settings = null, IArchive? archive = null)
    {
        var seed = new byte[32];
        Node = new(settings ?? Unlimited, new(), 0, node => [new IrcDialect(node, seed)], seed, Now) { Archive = archive };
        Commit();
    }

    /// <summary>Sizes hold, rates do not.</summary>
    public static Settings Unlimited { get; } = new() { Limits = new() { Enabled = false } };

    public Node Node { get; }
    public List<LogEntry> Log { get; } = [];

    /// <summary>What workers were asked to do and nobody did yet.</summary>
    public List<Work> Work { get; } = [];
    public Moment Now => new(new(1_800_000_000_000 + _ms), _ms);

    public Client Connect(string address = "10.0.0.1", bool secure = false, string? certificate = null)
    {
        var id = _next++;
        Node.Step(Input.Opened(id, new(Door, IPAddress.Parse(address), 40_000, secure, certificate)), Now);
        return new(this, Node.Find(id)!);
    }

    /// <summary>Somebody who is registered and in the room, with all that was said about it heard and written.</summary>
    public Client Enter(string nick, string? room = "#lobby", string caps = "")
    {
        var client = Connect();
        client.Says($"CAP REQ :{caps}", $"NICK {nick}", $"USER {nick} 0 * :{nick}", "CAP END");
        if (room is not null) client.Says($"JOIN {room}");
        for (var i = 0; i < 4; i++) Turn();
        Commit();
        client.Hears();
        return client;
    }

    /// <summary>The end of a round: what waits for its turn has it, and what there is to write is with the log.</summary>
    public void Turn(int milliseconds = 0)
    {
        _ms += milliseconds;
        Node.Step(Input.Turn(), Now);
        Take();
    }

    public void Commit()
    {
        Take();
        Node.Step(Input.Committed(Node.Position), Now);
    }

    public void BreakDisk(string why) => Node.Step(Input.StorageFailed(why), Now);

    public void Reload(Settings settings) => Node.Step(Input.Reloaded(settings), Now);

    public void Stop(string why) => Node.Step(Input.Stopping(why), Now);

    public void Ask(NodeQuestion question) => Node.Step(Input.Asked(question), Now);

    public void Receive(Connection connection, byte[] bytes) => Node.Step(Input.Received(connection.Id, bytes), Now);

    public void Lose(Client client) => Node.Step(Input.Closed(client.Connection.Id, CloseReason.Reset), Now);

    /// <summary>Workers do what they were asked, and the node hears of it.</summary>
    /// <param name="run">False: they were too busy to take it.</param>
    public void DoWork(bool run = true)
    {
        Take();
        var todo = Work.ToArray();
        Work.Clear();
        foreach (var work in todo)
        {
            if (run) work.Run();
            Node.Step(Input.WorkDone(work), Now);
        }

        Take();
    }

    /// <summary>Takes what the last steps want done.</summary>
    public void Gather() => Take();

    private void Take()
    {
        Log.AddRange(Node.Effects.Log);
        Work.AddRange(Node.Effects.Work);
        foreach (var touched in Node.Effects.Touched) touched.BeginServing();
        Node.Effects.Clear();
    }
}

/// <summary>One client of a <see cref="NodeRig"/>: says lines, and hears what may be sent to it when it reads.</summary>
public sealed class Client(NodeRig rig, Connection connection)
{
    public Connection Connection => connection;

    public void Says(params string[] lines) => rig.Receive(connection, Bytes(lines));

    /// <summary>Reads all that may be sent now; whole lines.</summary>
    public string[] Hears()
    {
        var text = new StringBuilder();
        while (connection.Ready is { IsEmpty: false } ready)
        {
            text.Append(Encoding.UTF8.GetString(ready));
            connection.Sent(ready.Length);
        }

        return text.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
    }

    public static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\r\n")));
}
