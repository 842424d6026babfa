using System.Net;
using System.Text;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Transport;
using Parlance.Irc;

namespace Parlance.Wire.Tests.Operators;

/// <summary>A node without sockets, disk or clock: lines go in, lines come out, works run when they are told to.</summary>
internal sealed class Desk
{
    private readonly Dictionary<int, string> _heard = [];
    private readonly List<Work> _works = [];
    private long _milliseconds;
    private int _ids;

    public Desk(Settings? settings = null)
    {
        settings ??= new();
        Settings = settings with { Limits = settings.Limits with { Enabled = false }, Operators = [new() { Name = "root", Password = "secret" }] };
        Node = new(Settings, new NodeState(), 0, node => [Irc = new(node, new byte[32])], new byte[32], Now);
        CarryOut();
    }

    public Settings Settings { get; }
    public Node Node { get; }
    public IrcDialect Irc { get; private set; } = null!;
    public List<Event> Log { get; } = [];

    /// <summary>Works that were asked for and have not run.</summary>
    public IReadOnlyList<Work> Works => _works;

    private Moment Now => new(new(1_800_000_000_000 + _milliseconds), _milliseconds);

    public int Open(string address = "127.0.0.1", bool secure = false, string? certificate = "cert.pem")
    {
        var id = ++_ids;
        _heard[id] = "";
        var listener = new Listener { Dialect = "irc", Address = IPAddress.Loopback, Port = 6667, Certificate = certificate };
        Step(Input.Opened(id, new(listener, IPAddress.Parse(address), 1024, secure)));
        return id;
    }

    public int Register(string nick, string address = "127.0.0.1")
    {
        var id = Open(address);
        Say(id, $"NICK {nick}", $"USER {nick} 0 * :{nick}");
        return id;
    }

    public int Staff(string nick)
    {
        var id = Register(nick);
        Say(id, "OPER root secret");
        RunWorks();
        return id;
    }

    /// <summary>All in one read, as a pipelining client sends.</summary>
    public void Say(int id, params string[] lines) => Step(Input.Received(id, Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\r\n")))));

    public void Secure(int id) => Step(Input.Secured(id, Node.Find(id)!.Peer with { Secure = true }));

    public void RunWorks()
    {
        foreach (var work in _works.ToArray())
        {
            work.Run();
            Finish(work);
        }
    }

    /// <summary>The work comes back, whether it has run or not.</summary>
    public void Finish(Work work)
    {
        _works.Remove(work);
        Step(Input.WorkDone(work));
    }

    public void Pass(TimeSpan time)
    {
        _milliseconds += (long)time.TotalMilliseconds;
        Step(Input.Turn());
    }

    /// <summary>What the connection has heard since this was last asked.</summary>
    public string Heard(int id)
    {
        var heard = _heard[id];
        _heard[id] = "";
        return heard;
    }

    public bool IsOpen(int id) => Node.Find(id) is { IsGone: false, IsClosing: false };

    private void Step(in Input input)
    {
        Node.Step(input, Now);
        CarryOut();
        Node.Step(Input.Turn(), Now);
        CarryOut();
    }

    private void CarryOut()
    {
        Log.AddRange(Node.Effects.Log.Select(e => e.Event));
        _works.AddRange(Node.Effects.Work);
        var touched = Node.Effects.Touched.ToArray();
        Node.Effects.Clear();
        Node.Step(Input.Committed(Node.Position), Now);
        foreach (var connection in touched.Concat(Node.Effects.Touched).Distinct().ToArray())
        {
            if (!connection.BeginServing()) continue;
            _heard[connection.Id] += Encoding.UTF8.GetString(connection.Ready);
            connection.Sent(connection.Ready.Length);
            if (connection is { IsClosing: true, IsDrained: true }) Node.Forget(connection);
        }

        Node.Effects.Clear();
    }
}
