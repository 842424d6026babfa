using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parlance.Bench;

/// <summary>One IRC connection of the generator: logs in, answers PING, hands every line to a listener.</summary>
internal sealed class BenchClient(int index, Action<BenchClient, ReadOnlyMemory<byte>>? heard) : IAsyncDisposable
{
    /// <summary>A server's line longer than this ends the benchmark.</summary>
    private const int LineMax = 16 << 10;

    /// <summary>Loopback addresses that clients come from, so that ports do not run out.</summary>
    private const int SourcesMax = 200;

    private readonly TaskCompletionSource _registered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _sending = new();
    private readonly ArrayBufferWriter<byte> _first = new(512), _second = new(512);
    private readonly MemoryStream _rest = new();
    private Socket? _socket;
    private bool _busy;
    private bool _closing;
    private Task _reading = Task.CompletedTask;

    public int Index { get; } = index;

    public string Nick { get; } = $"b{Environment.ProcessId:x}_{index}";

    /// <summary>Connects and logs in; the time it took, in Stopwatch ticks.</summary>
    /// <exception cref="BenchException">Refused, or the server said ERROR.</exception>
    [SuppressMessage("Usage", "VSTHRD003", Justification = "The task is completed by our own reading loop, on the pool.")]
    public async Task<long> Register(BenchOptions options, CancellationToken stop)
    {
        var begun = Stopwatch.GetTimestamp();
        _socket = new(options.Server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (options.Server.Address.Equals(IPAddress.Loopback))
                _socket.Bind(new IPEndPoint(new IPAddress([127, 1, 0, (byte)(1 + Index % SourcesMax)]), 0));
            await _socket.ConnectAsync(options.Server, stop);
        }
        catch (SocketException e)
        {
            throw new BenchException($"{options.Server} cannot be reached: {e.Message}", e);
        }

        _reading = Read();
        var pass = options.Password.Length > 0 ? $"PASS {options.Password}\r\n" : "";
        Send(Encoding.UTF8.GetBytes($"{pass}NICK {Nick}\r\nUSER b 0 * :bench\r\n"));
        await _registered.Task.WaitAsync(TimeSpan.FromSeconds(60), stop);
        return Stopwatch.GetTimestamp() - begun;
    }

    /// <summary>Queues bytes; they leave in order, as fast as the server takes them.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_sending)
        {
            _first.Write(bytes);
            if (_busy) return;
            _busy = true;
        }

        _ = Pump();
    }

    [SuppressMessage("Usage", "VSTHRD003", Justification = "The task is our own reading loop, on the pool.")]
    public async ValueTask DisposeAsync()
    {
        _closing = true;
        _socket?.Dispose();
        await _reading;
        await _rest.DisposeAsync();
    }

    private async Task Pump()
    {
        try
        {
            while (true)
            {
                lock (_sending)
                {
                    if (_first.WrittenCount == 0)
                    {
                        _busy = false;
                        return;
                    }

                    _second.ResetWrittenCount();
                    _second.Write(_first.WrittenSpan);
                    _first.ResetWrittenCount();
                }

                for (var left = _second.WrittenMemory; !left.IsEmpty;) left = left[await _socket!.SendAsync(left)..];
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            Ended("the server closed the connection");
        }
    }

    private async Task Read()
    {
        try
        {
            while (true)
            {
                await _socket!.ReceiveAsync(Memory<byte>.Empty);   // an idle client holds no buffer
                var buffer = ArrayPool<byte>.Shared.Rent(LineMax);
                try
                {
                    var got = await _socket.ReceiveAsync(buffer.AsMemory());
                    if (got == 0) break;
                    Lines(buffer.AsMemory(0, got));
                }
                finally
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
        }

        Ended("the server closed the connection before the log-in was done; are its limits off? ([limits] enabled = false)");
    }

    private void Lines(ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Span.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (_rest.Length == 0)
            {
                Line(bytes[..end]);
            }
            else
            {
                _rest.Write(bytes.Span[..end]);
                Line(_rest.GetBuffer().AsMemory(0, (int)_rest.Length));
                _rest.SetLength(0);
            }

            bytes = bytes[(end + 1)..];
        }

        _rest.Write(bytes.Span);
        if (_rest.Length > LineMax) throw new ObjectDisposedException(nameof(BenchClient), "a line without end");
    }

    private void Line(ReadOnlyMemory<byte> line)
    {
        var span = line.Span.TrimEnd((byte)'\r');
        if (span.StartsWith("PING "u8)) Send([.. "PONG "u8, .. span[5..], .. "\r\n"u8]);
        else if (span.StartsWith("ERROR"u8)) Ended($"the server said {Encoding.UTF8.GetString(span)}");
        else if (!_registered.Task.IsCompleted && span.IndexOf(" 001 "u8) >= 0) _registered.TrySetResult();
        else if (!_registered.Task.IsCompleted && (span.IndexOf(" 433 "u8) >= 0 || span.IndexOf(" 432 "u8) >= 0 || span.IndexOf(" 464 "u8) >= 0))
            Ended($"the server refused the log-in: {Encoding.UTF8.GetString(span)}");
        else heard?.Invoke(this, line);
    }

    private void Ended(string why)
    {
        if (!_closing) _registered.TrySetException(new BenchException(why));
    }
}
