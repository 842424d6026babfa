using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Parlance.Engine.Transport.Portable;

/// <summary>What a connection's tasks have for the loop; each kind waits at most once per connection.</summary>
internal enum News { Opened, Received, Writable, Secured, Closed, Refused, SendFailed }

/// <summary>
/// One socket with a task that reads and, while something waits, one that writes. They touch nothing of the loop's: they post news, and after
/// <see cref="News.Received"/> the reader waits until the loop has taken the bytes.
/// </summary>
#pragma warning disable CA1001 // Leave and Abort end what it owns; nobody else holds it.
internal sealed class PortableConnection(Socket socket, Listener listener, TransportOptions options, Action<PortableConnection, News> post)
#pragma warning restore CA1001
{
    /// <summary>Bytes taken from the loop that the socket has not taken yet.</summary>
    public const int WriteMax = 64 * 1024;

    private static readonly TimeSpan s_farewellMax = TimeSpan.FromSeconds(5), s_writerMax = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _taken = new(0);
    private readonly CancellationTokenSource _tooLate = new();
    private readonly byte[] _in = new byte[options.ReadPerRoundMax];
    private readonly NetworkStream _plain = new(socket);
    private Stream? _stream;
    private byte[] _out = [], _outNext = [];
    private int _inLength, _outLength;
    private bool _blocked, _dead, _writing;
    private Task _writer = Task.CompletedTask;
    private volatile bool _gone, _tlsAsked;
    private bool _notTaken;
    private CloseReason? _failed;

    public Listener Listener => listener;

    // The loop's own.
    public int Id { get; set; } = -1;
    public bool Reading { get; set; } = true;
    public bool Parked { get; set; }

    public IPEndPoint From { get; private set; } = Plain((IPEndPoint)socket.RemoteEndPoint!);
    public PortableCertificate? Certificate { get; set; }
    public SslStream? Tls { get; private set; }
    public CloseReason Reason { get; private set; }
    public bool IsGone => _gone;
    public bool IsShaking => _tlsAsked && Tls is null;
    public ReadOnlySpan<byte> Came => _in.AsSpan(0, _inLength);

    public Peer Peer => new(listener, From.Address, From.Port, Tls is not null,
        Tls?.RemoteCertificate is { } own ? own.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant() : null,
        Tls is { } tls ? $"{(tls.SslProtocol == SslProtocols.Tls13 ? "TLSv1.3" : "TLSv1.2")} {tls.NegotiatedCipherSuite}" : null);

#pragma warning disable VSTHRD003 // The writer is our own task, on the pool: nothing of it waits for us.
    /// <summary>Reads until the end, which it posts.</summary>
    public async Task Run()
    {
        var opened = false;
        try
        {
            var early = listener.ProxyProtocol ? await ReadHeader() : default;
            _stream = early.IsEmpty ? _plain : new PrefixedStream(_plain, early.ToArray());
            if (listener.Tls) await Secure();
            opened = true;
            post(this, News.Opened);

            while ((_inLength = await _stream.ReadAsync(_in, _tooLate.Token)) > 0)
            {
                _notTaken = true;
                if (!IsShaking)
                {
                    post(this, News.Received);
                    await _taken.WaitAsync();
                }

                if (_gone) return;
                if (!IsShaking) continue;
                if (_notTaken) _stream = new PrefixedStream(_plain, _in.AsMemory(0, _inLength).ToArray());
                await _writer;
                await Secure();
                post(this, News.Secured);
            }

            await Task.WhenAny(_writer, Task.Delay(s_writerMax));   // a failed write takes the error that this read would have had
            Reason = _failed ?? (IsShaking ? CloseReason.TlsFailed : _dead ? CloseReason.Reset : CloseReason.EndOfStream);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException or AuthenticationException
            or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Reason = _failed ?? (!opened && listener.ProxyProtocol && _stream is null ? CloseReason.ProxyHeader
                : IsShaking ? CloseReason.TlsFailed
                : e is IOException { InnerException: not SocketException } && Tls is not null ? CloseReason.TlsFailed
                : CloseReason.Reset);
        }

        post(this, opened ? News.Closed : News.Refused);
    }

#pragma warning restore VSTHRD003

    /// <summary>The loop has taken what came (or will not).</summary>
    public void Take(bool taken)
    {
        _notTaken = !taken;
        _taken.Release();
    }

    public int Send(ReadOnlySpan<byte> bytes)
    {
        lock (_lock)
        {
            if (_dead || _gone) return -1;
            if (IsShaking)
            {
                _blocked = true;
                return 0;
            }

            var take = Math.Min(bytes.Length, WriteMax - _outLength);
            if (_out.Length < _outLength + take) Array.Resize(ref _out, Math.Min(WriteMax, Math.Max(_outLength + take, _out.Length * 2)));
            bytes[..take].CopyTo(_out.AsSpan(_outLength));
            _outLength += take;
            _blocked |= take < bytes.Length;
            if (!_writing && _outLength > 0)
            {
                _writing = true;
                _writer = Task.Run(Write);
            }

            return take;
        }
    }

    /// <summary>True once when a send waited for something other than the socket.</summary>
    public bool TakeBlocked()
    {
        lock (_lock)
        {
            var was = _blocked && !_writing;
            if (was) _blocked = false;
            return was;
        }
    }

    public void AskTls(PortableCertificate certificate)
    {
        Certificate = certificate;
        _tlsAsked = true;
        _tooLate.CancelAfter(options.HandshakeTimeout);
    }

    /// <summary>Never begins: who it comes from is not trusted.</summary>
    public void Reject()
    {
        Reason = CloseReason.ProxyHeader;
        socket.Dispose();
        post(this, News.Refused);
    }

    /// <summary>Ends it for a fault of the owner's call, told at the next poll.</summary>
    public void Fail(CloseReason reason)
    {
        lock (_lock) _dead = true;
        _failed = reason;
        Abort();
    }

    /// <summary>Ends it without a word: a fault, or too many.</summary>
    public void Abort() => socket.Dispose();

    /// <summary>The loop lets go: what it sent still goes out, within a time.</summary>
    public void Leave()
    {
        lock (_lock) _gone = true;
        _taken.Release();
        _ = Task.Run(SayFarewell);
    }

    private async Task<ReadOnlyMemory<byte>> ReadHeader()
    {
        _tooLate.CancelAfter(options.ProxyHeaderTimeout);
        var length = 0;
        for (; ; )
        {
            var read = await _plain.ReadAsync(_in.AsMemory(length), _tooLate.Token);
            length += read;
            var parsed = ProxyHeader.TryParse(_in.AsSpan(0, length), out var header, out var consumed);
            if (read == 0 || parsed == ProxyParse.Malformed) throw new IOException("no PROXY header");
            if (parsed == ProxyParse.Incomplete) continue;

            if (header.Source is { } source) From = new IPEndPoint(source, header.SourcePort);
            _tooLate.CancelAfter(Timeout.InfiniteTimeSpan);
            return _in.AsMemory(consumed..length);
        }
    }

    private async Task Secure()
    {
        _tlsAsked = true;
        _tooLate.CancelAfter(options.HandshakeTimeout);
        var tls = new SslStream(_stream!, leaveInnerStreamOpen: false);
        await tls.AuthenticateAsServerAsync(Certificate!.Options, _tooLate.Token);
        _tooLate.CancelAfter(Timeout.InfiniteTimeSpan);
        _stream = tls;
        Tls = tls;
    }

    private async Task Write()
    {
        try
        {
            for (; ; )
            {
                int length;
                lock (_lock)
                {
                    if (_outLength == 0)
                    {
                        _writing = false;
                        if (_blocked) post(this, News.Writable);
                        _blocked = false;
                        return;
                    }

                    (_out, _outNext, length, _outLength) = (_outNext, _out, _outLength, 0);
                }

                await _stream!.WriteAsync(_outNext.AsMemory(0, length));
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            lock (_lock) (_dead, _writing) = (true, false);
            post(this, News.SendFailed);   // the reader will find out too, after what was said before
        }
    }

    private async Task SayFarewell()
    {
        try
        {
            await _writer.WaitAsync(s_farewellMax);
            if (Tls is { } tls) await tls.ShutdownAsync().WaitAsync(s_farewellMax);
            socket.Shutdown(SocketShutdown.Send);
            for (var i = 0; i < 16 && socket.Available > 0; i++) await socket.ReceiveAsync(new byte[64 * 1024], SocketFlags.None);   // unread bytes would reset it and lose the last words
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or TimeoutException or InvalidOperationException)
        {
            // It is gone already.
        }

        socket.Dispose();
    }

    private static IPEndPoint Plain(IPEndPoint from) => from.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(from.Address.MapToIPv4(), from.Port) : from;
}
