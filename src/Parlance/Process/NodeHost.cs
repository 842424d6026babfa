using System.Security.Cryptography;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Engine.Transport;
using Parlance.Engine.Transport.Epoll;
using Parlance.Irc;
using Parlance.Log;
using Parlance.Logging;

namespace Parlance.Process;

/// <summary>The one place where the node's parts are put together: log, transport, dialects, loop.</summary>
internal sealed class NodeHost : IHostedNode
{
    private readonly ServerConfiguration _configuration;
    private readonly ILogSink _log;
    private readonly ITransport _transport;
    private readonly NodeLoop _loop;
    private long _turnsSeen;

    public NodeHost(ServerConfiguration configuration, ILogSink log)
    {
        _configuration = configuration;
        _log = log;
        _transport = new EpollTransport(new() { Notice = text => log.Write(LogLevel.Warning, "transport", text) });
        _loop = new(_transport, Compose, Append) { Notice = text => log.Write(LogLevel.Warning, "node", text) };
    }

    public Task Finished => _loop.Finished;

    public void Start()
    {
        try
        {
            foreach (var listener in _configuration.Settings.Listeners) _transport.Listen(listener);
            _loop.Start().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ListenException or CertificateException or StoreException)
        {
            throw new StartException(e.Message, e);
        }
    }

    public string Describe() => $"{_loop.Meter.Rounds} rounds";

    public void Reload(Settings settings)
    {
        _transport.ReloadCertificates();
        _loop.Reload(settings);
    }

    public void Stop(TimeSpan within) => _loop.Stop("Server is shutting down", within);

    public bool HasTurned()
    {
        var turns = _loop.Meter.Rounds;
        var turned = turns != _turnsSeen;
        _turnsSeen = turns;
        _transport.Wake();
        return turned;
    }

    public Task<ControlReply> Answer(ControlRequest request, CancellationToken stop) => Task.FromResult(ControlReply.Error($"'{request.Command}' is not known"));

    public void Dispose() => _loop.Dispose();

    private Node Compose(Moment now)
    {
        var entropy = RandomNumberGenerator.GetBytes(32);
        return new(_configuration.Settings, new NodeState(), 0, node => [new IrcDialect(node, entropy)], entropy, now);
    }

    private void Append(List<LogEntry> events) => _loop.Committed(events[^1].At.Position);
}
