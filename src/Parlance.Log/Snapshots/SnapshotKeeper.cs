namespace Parlance.Log;

/// <summary>Runs <see cref="SnapshotPass"/> beside a node, on a thread that gives way to all others.</summary>
public sealed class SnapshotKeeper : IDisposable
{
    private static readonly TimeSpan s_looksEvery = TimeSpan.FromSeconds(5);

    private readonly string _folder;
    private readonly EventCodec _codec;
    private readonly Func<long> _last;
    private readonly Action<string> _trouble;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _passing = new();
    private readonly Thread _thread;
    private bool _failing;

    /// <param name="last">The log's last position.</param>
    /// <param name="trouble">Told once when a pass fails; it is tried again.</param>
    public SnapshotKeeper(string folder, EventCodec codec, Func<long> last, Action<string> trouble)
    {
        (_folder, _codec, _last, _trouble) = (folder, codec, last, trouble);
        _thread = new(Run) { Name = "snapshots", IsBackground = true, Priority = ThreadPriority.Lowest };
        _thread.Start();
    }

    /// <summary>Does something that no pass may see half done, such as destroying keys.</summary>
    public T Without<T>(Func<T> act)
    {
        lock (_passing) return act();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _thread.Join();
        _stop.Dispose();
    }

    private void Run()
    {
        var seen = 0L;
        while (!_stop.Token.WaitHandle.WaitOne(s_looksEvery))
        {
            if (_last() / SnapshotPass.Every == seen) continue;
            lock (_passing) Pass();
            seen = _last() / SnapshotPass.Every;
        }
    }

    private void Pass()
    {
        try
        {
            SnapshotPass.Run(_folder, _codec, stop: _stop.Token);
            _failing = false;
        }
        catch (OperationCanceledException)
        {
            // The node ends: the next start goes on.
        }
        catch (StoreException e)
        {
            if (!_failing) _trouble($"no snapshot could be made: {e.Message}");
            _failing = true;
        }
    }
}
