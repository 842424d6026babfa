using System.Security.Cryptography;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Engine.Transport;
using Parlance.Irc;
using Parlance.Xmpp;
using Parlance.Log;
using Parlance.Logging;
using Parlance.Web.Asking;
using Parlance.Web.Security;
using Parlance.Web.Serving;

namespace Parlance.Process;

/// <summary>The one place where the node's parts are put together: data folder, log, transport, dialects, loop.</summary>
internal sealed class NodeHost : IHostedNode, IAskedNode
{
    private readonly ServerConfiguration _configuration;
    private readonly ILogSink _log;
    private readonly ITransport _transport;
    private readonly NodeLoop _loop;
    private readonly DateTimeOffset _since = DateTimeOffset.UtcNow;
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DataFolder? _folder;
    private SqliteEventStore? _store;
    private LogWriter? _writer;
    private SnapshotKeeper? _snapshots;
    private WebServer? _web;
    private readonly CommitSignal _commits = new();
    private Settings _settings;
    private string _identity = "";
    private long _turnsSeen;

    public NodeHost(ServerConfiguration configuration, ILogSink log)
    {
        _configuration = configuration;
        _settings = configuration.Settings;
        _log = log;
        _transport = Transports.Create(new() { Notice = text => log.Write(LogLevel.Warning, "transport", text) });
        _loop = new(_transport, Compose, events => _writer!.Enqueue(events))
        {
            Notice = text => log.Write(LogLevel.Warning, "node", text),
            Trace = text => log.Write(LogLevel.Debug, "wire", text),
            ReloadAsked = () => ReloadAsked(),
        };
    }

    public Action ReloadAsked { get; set; } = static () => { };

    public IServerControl? Control { get; set; }

    /// <summary>Where HTTP is served; tells the port chosen for port 0.</summary>
    public IReadOnlyList<System.Net.IPEndPoint> WebBound => _web?.Bound ?? [];

    /// <summary>Where the other listeners are bound.</summary>
    public IReadOnlyList<System.Net.IPEndPoint> Bound => _transport.Bound;

    internal NodeLoop Loop => _loop;

    internal WebParts Parts => _web!.Parts;

    public Task<StopRequest> Finished => _loop.Finished;

    public void Start()
    {
        try
        {
            _folder = DataFolder.Open(_configuration.DataFolder);
            NodeFiles.DemandKeys(_folder);
            _store = SqliteEventStore.Open(_folder, ServerEvents.Codec(), _configuration.Settings.Log.Durability);
            NodeFiles.KeepPromises(_store, _configuration);
            Erasure.DestroyAll(_configuration.DataFolder, ServerEvents.Codec(), _store.Keys);

            _identity = _store.Remembered("database") ?? "";
            _snapshots = new(_configuration.DataFolder, ServerEvents.Codec(), () => _store.Last, trouble => _log.Write(LogLevel.Warning, "snapshots", trouble));
            _writer = new(_store, Committed, trouble => _loop.StorageFailed(trouble.Message), _configuration.Settings.Log.Durability) { Keeping = Keeping };
            foreach (var listener in _configuration.Settings.Listeners) _transport.Listen(listener);
            _commits.Committed(_store.Last);
            var web = Task.Run(StartWeb);   // beside the log's being read
            _loop.Start().GetAwaiter().GetResult();
            _written.Task.GetAwaiter().GetResult();
            web.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is ListenException or CertificateException or StoreException)
        {
            throw new StartException(e.Message, e);
        }
    }

    public string Describe() => $"{_loop.Meter.Rounds} rounds, {_store?.Last ?? 0} events";

    public void Reload(Settings settings)
    {
        _transport.ReloadCertificates();
        _web?.ReloadCertificates();
        Volatile.Write(ref _settings, settings);
        _loop.Reload(settings);
        _ = _loop.Ask(node => node.IsTraced = _log.IsOn(LogLevel.Debug));
    }

    public void Announce(string text) => _ = _loop.Ask(node =>
    {
        node.Announce(text);
        return true;
    });

    public void Stop(TimeSpan within)
    {
        var web = _web?.Stop(within / 2);
        _loop.Stop("Server is shutting down", within);
        if (_writer?.Stop(flush: true) is > 0 and var lost) _log.Write(LogLevel.Error, "log", $"{lost} events could not be written before the end");
        web?.Wait(within / 2);
    }

    public bool HasTurned()
    {
        var turns = _loop.Meter.Rounds;
        var turned = turns != _turnsSeen;
        _turnsSeen = turns;
        _transport.Wake();
        return turned;
    }

    public async Task<ControlReply> Answer(ControlRequest request, CancellationToken stop) => request.Command switch
    {
        "state" => await LiveSections.Take(_loop, () => _store!.Last, stop),
        "user" => await UserRequests.Answer(request.Arguments, this, stop),
        "erase" => await Erase(ErasureRequest.From(request.Arguments), stop),
        "stats" => (await _loop.Ask(Stats).WaitAsync(stop)).ToReply(),
        _ => ControlReply.Error($"'{request.Command}' is not known"),
    };

    /// <summary>Says it in the log first, then destroys the keys: whatever happens in between, the next start does the rest.</summary>
    private async Task<ControlReply> Erase(ErasureRequest asked, CancellationToken stop)
    {
        try
        {
            var plan = asked.Plan(_configuration.DataFolder);
            var (why, position) = await _loop.Ask(node => (node.Erase(plan), node.Position)).WaitAsync(stop);
            if (why is not null) return ControlReply.Error(why);
            while (_store!.Last < position) await Task.Delay(5, stop);
            var keys = _snapshots!.Without(() => Erasure.Destroy(_configuration.DataFolder, _store.Keys, plan.Erased));
            return ControlReply.Object(json => json.WriteNumber("keys", keys));
        }
        catch (StoreException e)
        {
            return ControlReply.Error(e.Message);
        }
    }

    public void Dispose()
    {
        _web?.DisposeAsync().AsTask().Wait(TimeSpan.FromSeconds(1));
        _loop.Dispose();
        _writer?.Dispose();
        _snapshots?.Dispose();
        _store?.Dispose();
        _folder?.Dispose();
    }

    Task<T> IAskedNode.Ask<T>(Question<T> question) => _loop.Ask(question);

    Task IAskedNode.Written(long position, CancellationToken stop) => _commits.Reached(position, stop);

    /// <summary>What retention and limits leave of texts, for the log writer.</summary>
    private ArchiveKeeping Keeping()
    {
        var history = Volatile.Read(ref _settings).History;
        var retained = DateTimeOffset.UtcNow - history.Retention;
        var from = !history.Persistent && _since > retained ? _since : retained;
        return new(new(from.ToUnixTimeMilliseconds()), history.MaxMessages, history.EraseRedacted);
    }

    private void Committed(long position)
    {
        _written.TrySetResult();
        _commits.Committed(position);
        _loop.Committed(position);
    }

    private async Task StartWeb()
    {
        if (_settings.HttpListeners.Count == 0 || Control is null) return;
        var server = new WebServer(MakeParts, _settings.HttpListeners, text => _log.Write(LogLevel.Warning, "http", text));
        _web = server;
        await server.Start();
    }

    private WebParts MakeParts(WebServer server) => new()
    {
        Loop = _loop,
        Settings = () => Volatile.Read(ref _settings),
        Log = new(_configuration.DataFolder),
        Feed = new(_configuration.DataFolder, _commits),
        Commits = _commits,
        Control = Control!,
        Writer = _writer!,
        LogIdentity = _identity,
        Past = new LogPast(_configuration.DataFolder),
        DataFolder = _configuration.DataFolder,
        Login = new([new OperatorCallers(() => Volatile.Read(ref _settings)), new AccountCallers(_loop, () => Volatile.Read(ref _settings))], () => Volatile.Read(ref _settings), TimeProvider.System),
        Requests = new(),
        IsDraining = () => server.IsDraining,
        Endpoints = () => server.Routes.Value.All,
    };

    /// <summary>A start reads the newest snapshot and what outlives sessions after it.</summary>
    private Node Compose(Moment now)
    {
        var state = NodeFiles.State(_configuration);
        var entropy = RandomNumberGenerator.GetBytes(32);
        var cloakKey = NodeFiles.CloakKey(_configuration);
        return new(_configuration.Settings, state, _store!.Last, node => [new IrcDialect(node, cloakKey), new XmppDialect(node)], entropy, now)
        {
            Archive = _store.Archive,
            IsTraced = _log.IsOn(LogLevel.Debug),
            Secret = HMACSHA256.HashData(cloakKey, "log-ins"u8),
        };
    }

    private NodeStats Stats(Node node)
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        return new()
        {
            Name = node.Settings.Server.Name,
            UptimeSeconds = (DateTimeOffset.UtcNow - _since).TotalSeconds,
            Connections = node.Connections.Length,
            Users = node.State.Users.Count,
            Rooms = node.State.Rooms.Count,
            MessagesTotal = node.Counters.Messages,
            DeliveriesTotal = node.Audience.Deliveries,
            EventsTotal = node.Position,
            LogQueue = _writer!.Depth,
            CommitMillisecondsP50 = CommitQuantile(0.5),
            CommitMillisecondsP99 = CommitQuantile(0.99),
            RoundMicrosecondsP50 = _loop.Meter.Quantile(0.5).TotalMicroseconds,
            RoundMicrosecondsP99 = _loop.Meter.Quantile(0.99).TotalMicroseconds,
            MemoryBytes = self.WorkingSet64,
            CpuSeconds = self.TotalProcessorTime.TotalSeconds,
        };
    }

    private double CommitQuantile(double share)
    {
        var meter = _writer!.Meter;
        long seen = 0;
        for (var bucket = 0; bucket < LogWriterMeter.BoundsMilliseconds.Count; bucket++)
        {
            seen += meter.CommitsWithin(bucket);
            if (seen >= meter.Commits * share) return LogWriterMeter.BoundsMilliseconds[bucket];
        }

        return LogWriterMeter.BoundsMilliseconds[^1];
    }
}
