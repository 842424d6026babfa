using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Parlance.Process;

namespace Parlance.Control;

/// <summary>Listens on <c>data/control.sock</c> (mode 0600), on a thread of its own, and answers the command line's requests one connection after another.</summary>
public sealed class ControlServer : IDisposable
{
    public const string FileName = "control.sock";

    /// <summary>Connections that may wait for their turn.</summary>
    public const int BacklogMax = 16;

    /// <summary>How long a connected command may be silent, or an answer take, before the next one gets its turn.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly Socket _socket;
    private readonly string _path;
    private readonly TimeSpan _patience;
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<ControlRequest, CancellationToken, Task<ControlReply>> _answer;
    private readonly Thread _thread;

    /// <exception cref="ControlException">The path is too long.</exception>
    /// <exception cref="SocketException">The socket cannot be made there.</exception>
    public ControlServer(string dataFolder, Func<ControlRequest, CancellationToken, Task<ControlReply>> answer, TimeSpan? patience = null)
    {
        _answer = answer;
        _patience = patience ?? Patience;
        _path = Path.Combine(dataFolder, FileName);
        var address = ControlAddress.Of(_path);
        File.Delete(_path);   // of a process that was killed; whoever is here holds data/lock
        _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _socket.Bind(address);
        FileModes.Narrow(_path);   // before listen: nobody has connected yet
        _socket.Listen(BacklogMax);
        _thread = new(Serve) { IsBackground = true, Name = "control" };
        _thread.Start();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _socket.Dispose();
        _thread.Join(TimeSpan.FromSeconds(1));
        _stop.Dispose();
        File.Delete(_path);
    }

    private void Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = _socket.Accept();
                client.ReceiveTimeout = client.SendTimeout = (int)_patience.TotalMilliseconds;
                Talk(client);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
            {
                // The command went away, was silent too long, or we are being closed: the next one gets its turn.
            }
        }
    }

    private void Talk(Socket client)
    {
        var reader = new ControlLine(client, ControlRequest.LengthMax);
        while (!_stop.IsCancellationRequested && reader.Next() is { } line)
        {
            var reply = ControlRequest.Parse(line) is { } request ? Answer(request) : ControlReply.Error("a request is one line: {\"command\": \"...\"}");
            if (reply.Json.Length > ControlReply.LengthMax) reply = ControlReply.Error("the answer is too long");
            ControlLine.Send(client, reply.Json.Span);
        }

        if (reader.TooLong) ControlLine.Send(client, ControlReply.Error($"a request has at most {ControlRequest.LengthMax} bytes").Json.Span);
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = "The control thread is its own and may wait; the task runs on the pool.")]
    private ControlReply Answer(ControlRequest request)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        patience.CancelAfter(_patience);
        try
        {
            return Task.Run(() => _answer(request, patience.Token)).WaitAsync(patience.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            return ControlReply.Error("the node did not answer in time");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return ControlReply.Error($"the request failed: {e.Message}");
        }
    }
}
