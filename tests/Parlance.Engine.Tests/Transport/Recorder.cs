using System.Text;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tests.Transport;

/// <summary>Writes down what a transport says, per connection id, and echoes if asked to. Fails when the transport breaks its word.</summary>
public sealed class Recorder(ITransport transport) : ITransportSink
{
    public object Lock { get; } = new();
    public Dictionary<int, Line> Open { get; } = [];
    public List<Line> All { get; } = [];
    public List<(Peer Peer, CloseReason Reason)> Refusals { get; } = [];
    public List<string> Broken { get; } = [];

    /// <summary>Send back what comes.</summary>
    public bool Echo { get; set; } = true;

    /// <summary>Called on the loop for bytes instead of echoing.</summary>
    public Action<Line, byte[]>? OnReceived { get; set; }

    public void Opened(int connection, in Peer peer)
    {
        lock (Lock)
        {
            if (Open.ContainsKey(connection)) Broken.Add($"{connection} opened twice");
            var line = new Line(connection, peer);
            Open[connection] = line;
            All.Add(line);
            Monitor.PulseAll(Lock);
        }
    }

    public void Received(int connection, ReadOnlySpan<byte> bytes)
    {
        lock (Lock)
        {
            var line = Of(connection, "received");
            line.Received += bytes.Length;
            line.Text.Write(bytes[..(int)Math.Min(bytes.Length, Math.Max(0, 4096 - line.Text.Length))]);
            if (OnReceived is { } handler) handler(line, bytes.ToArray());
            else if (Echo)
            {
                line.Outbox.Write(bytes);
                Flush(line);
            }

            Monitor.PulseAll(Lock);
        }
    }

    public void Writable(int connection)
    {
        lock (Lock)
        {
            var line = Of(connection, "writable");
            line.Writables++;
            Flush(line);
            Monitor.PulseAll(Lock);
        }
    }

    public void Secured(int connection, in Peer peer)
    {
        lock (Lock)
        {
            Of(connection, "secured").Secured = peer;
            Monitor.PulseAll(Lock);
        }
    }

    public void Closed(int connection, CloseReason reason)
    {
        lock (Lock)
        {
            Of(connection, "closed").Closed = reason;
            Open.Remove(connection);
            Monitor.PulseAll(Lock);
        }
    }

    public void Refused(in Peer peer, CloseReason reason)
    {
        lock (Lock)
        {
            Refusals.Add((peer, reason));
            Monitor.PulseAll(Lock);
        }
    }

    /// <summary>Sends what waits; call on the loop.</summary>
    public void Flush(Line line)
    {
        var waiting = line.Outbox.GetBuffer().AsSpan(line.Sent, (int)line.Outbox.Length - line.Sent);
        if (waiting.IsEmpty) return;
        var taken = transport.Send(line.Id, waiting);
        if (taken < 0) return;
        if (taken < waiting.Length) line.Partial++;
        line.Sent += taken;
        if (line.Sent == line.Outbox.Length)
        {
            line.Outbox.SetLength(0);
            line.Sent = 0;
        }
    }

    /// <summary>Closes from our side; call on the loop.</summary>
    public void Close(Line line)
    {
        lock (Lock) Open.Remove(line.Id);
        transport.Close(line.Id);
    }

    public override string ToString() => $"{All.Count} opened, {Open.Count} open, {Refusals.Count} refused, {string.Join(", ", All.TakeLast(4))}; {string.Join(", ", Broken)}";

    private Line Of(int connection, string what)
    {
        if (Open.TryGetValue(connection, out var line)) return line;
        Broken.Add($"{what} for {connection}, which is not open");
        return new Line(connection, default);
    }

    public sealed class Line(int id, Peer peer)
    {
        public int Id { get; } = id;
        public Peer Peer { get; } = peer;
        public Peer? Secured { get; set; }
        public long Received { get; set; }
        public MemoryStream Text { get; } = new();
        public MemoryStream Outbox { get; } = new();
        public int Sent { get; set; }
        public int Partial { get; set; }
        public int Writables { get; set; }
        public CloseReason? Closed { get; set; }
        public override string ToString() => $"#{Id} {Received} bytes '{Encoding.Latin1.GetString(Text.ToArray().AsSpan(0, (int)Math.Min(60, Text.Length)))}' {Closed}";
    }
}
