using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Parlance.Engine.Transport;

namespace Parlance.Engine.Tests.Transport;

/// <summary>A transport with a loop thread of its own, and a recorder of what it says.</summary>
public sealed class Rig : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly ConcurrentQueue<Action> _asked = new();
    private readonly Thread _loop;
    private volatile bool _stop;
    private Exception? _broken;

    public Rig(ITransport transport)
    {
        Transport = transport;
        Heard = new Recorder(transport);
        _loop = new Thread(Run) { IsBackground = true, Name = "rig" };
        _loop.Start();
    }

    public ITransport Transport { get; }
    public Recorder Heard { get; }

    public static Listener Plain { get; } = new() { Dialect = "irc", Address = IPAddress.Loopback, Port = 0 };

    public IPEndPoint Listen(Listener? listener = null) => Do(() =>
    {
        Transport.Listen(listener ?? Plain);
        return Transport.Bound[^1];
    });

    /// <summary>Does something on the loop thread and gives back its result or its exception.</summary>
    public T Do<T>(Func<T> what)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked.Enqueue(() =>
        {
            try { done.SetResult(what()); }
            catch (Exception e) { done.SetException(e); }
        });
        Transport.Wake();
        Assert.True(((Task)done.Task).ContinueWith(_ => { }).Wait(s_patience), "the loop does not answer" + _broken);
        return done.Task.GetAwaiter().GetResult();
    }

    public void Do(Action what) => Do(() => { what(); return true; });

    /// <summary>Waits until what the recorder heard fulfils the condition.</summary>
    public void Until(Func<Recorder, bool> condition, string what)
    {
        var since = Stopwatch.GetTimestamp();
        lock (Heard.Lock)
            while (!condition(Heard))
            {
                if (_broken is not null || Stopwatch.GetElapsedTime(since) > s_patience) Assert.Fail($"never: {what}. Heard: {Heard} {_broken}");
                Monitor.Wait(Heard.Lock, 100);
            }
    }

    public static Socket Connect(IPEndPoint to)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 20_000, SendTimeout = 20_000, NoDelay = true };
        socket.Connect(to);
        return socket;
    }

    public static byte[] ReadExactly(Stream from, int count)
    {
        var bytes = new byte[count];
        from.ReadExactly(bytes);
        return bytes;
    }

    public void Dispose()
    {
        _stop = true;
        Transport.Wake();
        Assert.True(_loop.Join(s_patience), "the loop does not end");
        Transport.Dispose();
    }

    private void Run()
    {
        try
        {
            while (!_stop)
            {
                Transport.Poll(-1, Heard);
                while (_asked.TryDequeue(out var what)) what();
            }
        }
        catch (Exception e)
        {
            _broken = e;
        }
    }
}
