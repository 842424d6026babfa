using System.Net;
using System.Text;
using Parlance.Domain;
using Parlance.Engine.Transport;
using Parlance.Irc;

namespace Parlance.Engine.Tests.Allocation;

/// <summary>A node and the people on it, without sockets: what they say goes in, what they hear is counted and dropped. Shared with bench/Parlance.Bench.</summary>
public sealed class Gathering
{
    private static readonly Peer s_peer = new(new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 6667 }, IPAddress.Parse("192.0.2.7"), 40_000);
    private long _time = 1_900_000_000_000;
    private int _next;

    public Gathering(Settings? settings = null)
    {
        Node = new(settings ?? Quiet, new NodeState(), 0, node => [new IrcDialect(node, new byte[32])], new byte[32], Now);
        Drain();
    }

    /// <summary>No limits of rate, no messages in the log, a short memory: the settings under which the path of a message is measured.</summary>
    public static Settings Quiet { get; } = new()
    {
        Limits = new() { Enabled = false, SendQueue = 64 << 20, PingInterval = TimeSpan.FromDays(10_000) },
        Log = new() { Messages = false },
        History = new() { RecentMessages = 500 },
    };

    public Node Node { get; }
    private Moment Now => new(new(_time), _time);

    /// <summary>Opens a connection; nothing is said on it.</summary>
    public int Open()
    {
        var id = _next++;
        Node.Step(Input.Opened(id, s_peer), Now);
        return id;
    }

    /// <summary>Somebody comes, with capabilities (<c>message-tags server-time</c>) or none.</summary>
    public int Come(string nick, string capabilities = "")
    {
        var id = Open();
        if (capabilities.Length > 0) Say(id, $"CAP REQ :{capabilities}\r\nCAP END\r\n");
        Say(id, $"NICK {nick}\r\nUSER {nick} 0 * :Somebody\r\n");
        Drain();
        if (Node.Connections.Length == 0 || Node.Find(id)?.Session.User is null) throw new InvalidOperationException($"{nick} was not let in.");
        return id;
    }

    /// <summary>So many come and go to one room; the first says something when asked to.</summary>
    public int[] Fill(string room, int members, params string[] capabilities)
    {
        var ids = new int[members];
        for (var i = 0; i < members; i++)
        {
            ids[i] = Come($"n{_next}", capabilities.Length == 0 ? "" : capabilities[i % capabilities.Length]);
            Say(ids[i], $"JOIN {room}\r\n");
            Drain();
        }

        return ids;
    }

    public void Say(int id, string lines) => Say(id, Encoding.UTF8.GetBytes(lines));

    public void Say(int id, ReadOnlySpan<byte> lines) => Node.Step(Input.Received(id, lines), Now);

    public void Close(int id) => Node.Step(Input.Closed(id, CloseReason.EndOfStream), Now);

    /// <summary>Numbers from here on are used again, as a transport's are.</summary>
    public void ReuseFrom(int id) => _next = id;

    /// <summary>The end of a round: the log is written at once, everybody's outbox is taken. Returns the bytes that went out.</summary>
    public long Drain()
    {
        Node.Step(Input.Turn(), Now);
        if (Node.Position > Node.CommittedPosition) Node.Step(Input.Committed(Node.Position), Now);
        var touched = Node.Effects.Touched;
        var total = 0L;
        for (var i = 0; i < touched.Count; i++)
        {
            var connection = touched[i];
            if (!connection.BeginServing()) continue;
            while (connection.Ready is { IsEmpty: false } ready)
            {
                total += ready.Length;
                connection.Sent(ready.Length);
            }

            if (connection.IsClosing && connection.IsDrained) Node.Forget(connection);
        }

        Node.Effects.Clear();
        _time++;
        return total;
    }
}
