using System.Diagnostics;
using Parlance.Domain;
using Parlance.Engine.Transport;
using Parlance.Log;

namespace Parlance.Engine.Loop;

/// <summary>
/// The one thread that changes anything. A round: wait for sockets, step the node with what came, hand its events to the log writer, send to each
/// recipient once. Nothing in it waits for a disk or a worker.
/// </summary>
public sealed class NodeLoop : ITransportSink, IDisposable
{
    /// <summary>Questions from outside that may wait.</summary>
    public const int QuestionsMax = 256;

    private readonly ITransport _transport;
    private readonly Func<Moment, Node> _compose;
    private readonly Action<List<LogEntry>> _append;
    private readonly Workers _workers;
    private readonly Thread _thread;
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource<StopRequest> _finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QuietCollection _quiet = QuietCollection.OfThisProcess();
    private List<Action> _mail = [];
    private List<Action> _reading = [];
    private long _committed;
    private long _committedSeen;
    private bool _stopping;
    private int _asked;
    private Moment _now;
    private Node? _node;

    /// <param name="transport">The sockets; the loop's own from here on.</param>
    /// <param name="compose">Makes the node on the loop thread, at the first moment.</param>
    /// <param name="append">Takes a round's events for the log writer.</param>
    public NodeLoop(ITransport transport, Func<Moment, Node> compose, Action<List<LogEntry>> append)
    {
        _transport = transport;
        _compose = compose;
        _append = append;
        _workers = new(work => Post(() => Step(Input.WorkDone(work))));
        _thread = new(Run) { Name = "parlance-loop", IsBackground = true };
    }

    /// <summary>Measures of the rounds, for operators.</summary>
    public LoopMeter Meter { get; } = new();

    /// <summary>Lines for the server's own log.</summary>
    public Action<string> Notice { get; init; } = static _ => { };

    /// <summary>What went over the wire.</summary>
    public Action<string> Trace { get; init; } = static _ => { };

    /// <summary>An operator asked for the configuration to be read again.</summary>
    public Action ReloadAsked { get; init; } = static () => { };

    /// <summary>Ends when an operator asks the node to end, or it fails.</summary>
    public Task<StopRequest> Finished => _finished.Task;

    /// <summary>Starts the thread; ends when the node is made and its first events are with the log writer.</summary>
    public Task Start()
    {
        _thread.Start();
        return _begun.Task;
    }

    /// <summary>From the log writer: everything up to here is written.</summary>
    public void Committed(long position)
    {
        Interlocked.Exchange(ref _committed, position);
        _transport.Wake();
    }

    /// <summary>From the log writer: it cannot write.</summary>
    public void StorageFailed(string why) => Post(() => Step(Input.StorageFailed(why)));

    public void Reload(Settings settings) => Post(() => Step(Input.Reloaded(settings)));

    /// <summary>Asks the node something that is answered in one slice.</summary>
    public Task<T> Ask<T>(Func<Node, T> question) => Ask(new ShortQuestion<T>(question));

    /// <summary>Asks the node; the answer ends the task, on another thread.</summary>
    /// <exception cref="NodeBusyException">More than <see cref="QuestionsMax"/> wait (the task is faulted).</exception>
    public Task<T> Ask<T>(Question<T> question)
    {
        if (Interlocked.Increment(ref _asked) > QuestionsMax)
        {
            Interlocked.Decrement(ref _asked);
            return Task.FromException<T>(new NodeBusyException());
        }

        Post(() => Step(Input.Asked(question)));
        return Counted(question.Answer);
    }

    private async Task<T> Counted<T>(Task<T> answer)
    {
        try
        {
            return await answer.ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _asked);
        }
    }

    /// <summary>Tells every client, lets what is owed go out, and ends the thread.</summary>
    public void Stop(string reason, TimeSpan within)
    {
        Post(() =>
        {
            _transport.StopListening();
            Step(Input.Stopping(reason));
            _stopping = true;
        });
        var clock = Stopwatch.StartNew();
        while (_thread.IsAlive && clock.Elapsed < within && !_thread.Join(TimeSpan.FromMilliseconds(50))) { }
    }

    public void Dispose()
    {
        _workers.Dispose();
        if (!_thread.IsAlive) _transport.Dispose();
    }

    private void Post(Action what)
    {
        lock (_gate) _mail.Add(what);
        _transport.Wake();
    }

    private void Run()
    {
        try
        {
            _now = Clock();
            _node = _compose(_now);
            _node.Bindings = _transport;
            CarryOut();
            _begun.SetResult();
            var node = _node;
            node.Commands.Clock = static () => (long)(Stopwatch.GetTimestamp() * (1_000_000_000.0 / Stopwatch.Frequency));
            while (!_stopping || node.Connections.Length > 0)
            {
                _transport.Poll(_quiet.Wait(Timeout(node)), this);
                var began = Stopwatch.GetTimestamp();
                if (_firstInput == 0) _now = Clock();
                ReadMail();
                Commit();
                node.Step(Input.Turn(), _now);
                CarryOut();
                Meter.Count(Stopwatch.GetElapsedTime(Math.Max(began, _firstInput)));
                _quiet.Round(_firstInput != 0, _now.Monotonic);
                _firstInput = 0;
            }
        }
        catch (Exception e)
        {
            _begun.TrySetException(e);
            _finished.TrySetException(e);
        }
    }

    private long _firstInput;

    /// <summary>By the time of the round that ends: what that took is waited once more, which no timer minds.</summary>
    private int Timeout(Node node)
    {
        if (node.HasTurns) return 0;
        var next = node.Timers.Next;
        return next == long.MaxValue ? -1 : (int)Math.Clamp(next - _now.Monotonic, 0, int.MaxValue);
    }

    private void ReadMail()
    {
        lock (_gate)
        {
            if (_mail.Count == 0) return;
            (_mail, _reading) = (_reading, _mail);
        }

        foreach (var what in _reading) what();
        _reading.Clear();
    }

    private void Commit()
    {
        var committed = Interlocked.Read(ref _committed);
        if (committed == _committedSeen) return;
        _committedSeen = committed;
        Step(Input.Committed(committed));
    }

    /// <summary>Carries out what the steps of the round want done.</summary>
    private void CarryOut()
    {
        var effects = _node!.Effects;
        if (effects.Log.Count > 0) _append(effects.Log);
        for (var i = 0; i < effects.Touched.Count; i++) Serve(effects.Touched[i]);
        foreach (var work in effects.Work) _workers.Take(work);
        foreach (var notice in effects.Notices) Notice(notice);
        foreach (var line in effects.Traces) Trace(line);
        if (effects.Reload) ReloadAsked();
        if (effects.Stop != StopRequest.None) _finished.TrySetResult(effects.Stop);
        effects.Clear();
    }

    private void Serve(Connection connection)
    {
        if (!connection.BeginServing()) return;
        while (!connection.IsBlocked && connection.Ready is { IsEmpty: false } ready)
        {
            var sent = _transport.Send(connection.Id, ready);
            connection.IsBlocked = sent < ready.Length;
            if (sent > 0) connection.Sent(sent);
        }

        if (connection.IsClosing && connection.IsDrained)
        {
            _transport.Close(connection.Id);
            _node!.Forget(connection);
            return;
        }

        if (connection.TakeReadingChange() is { } reading) _transport.SetReading(connection.Id, reading);
        if (connection.TakeTlsWish()) _transport.StartTls(connection.Id);
    }

    private static Moment Clock() => new(new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), Environment.TickCount64);

    private void Step(in Input input)
    {
        if (_firstInput == 0) _firstInput = Stopwatch.GetTimestamp();
        _node!.Step(input, _now);
    }

    void ITransportSink.Opened(int connection, in Peer peer)
    {
        Tick();
        Step(Input.Opened(connection, peer));
    }

    void ITransportSink.Received(int connection, ReadOnlySpan<byte> bytes)
    {
        Tick();
        Step(Input.Received(connection, bytes));
    }

    void ITransportSink.Writable(int connection)
    {
        if (_node!.Find(connection) is not { } waiting) return;
        waiting.IsBlocked = false;
        _node.Touch(waiting);
    }

    void ITransportSink.Secured(int connection, in Peer peer)
    {
        Tick();
        Step(Input.Secured(connection, peer));
    }

    void ITransportSink.Closed(int connection, CloseReason reason)
    {
        Tick();
        Step(Input.Closed(connection, reason));
    }

    void ITransportSink.Refused(in Peer peer, CloseReason reason) => _node!.Counters.Refused++;

    /// <summary>The first input of a round sets its time: all that is read in one round happened at one moment.</summary>
    private void Tick()
    {
        if (_firstInput == 0) _now = Clock();
    }
}
