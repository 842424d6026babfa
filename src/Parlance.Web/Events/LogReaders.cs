using System.Collections.Concurrent;
using Parlance.Log;
using Parlance.Web.Http;

namespace Parlance.Web.Events;

/// <summary>Reads the log for calls: on connections that can only read, a few at a time, each for a limited time. The chat goes on beside it.</summary>
public sealed class LogReaders(string folder) : IDisposable
{
    /// <summary>Queries that may wait for their turn.</summary>
    public const int WaitingMax = 64;

    /// <summary>How long one query may take.</summary>
    public static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turns = new(ReadersMost);
    private readonly ConcurrentBag<LogReader> _idle = [];
    private int _waiting;

    /// <summary>Queries at a time.</summary>
    public static int ReadersMost => Math.Max(1, Environment.ProcessorCount / 2);

    /// <summary>Runs something that reads, on a thread of its own choice.</summary>
    /// <param name="read">Looks at its token between rows.</param>
    /// <param name="stop">Nobody waits any more.</param>
    /// <param name="within">Less than <see cref="TimeMax"/>.</param>
    /// <exception cref="Problem">Too many wait, or it took too long, or the log cannot be read.</exception>
    public async Task<T> Run<T>(Func<LogReader, CancellationToken, T> read, CancellationToken stop, TimeSpan? within = null)
    {
        if (Interlocked.Increment(ref _waiting) > WaitingMax)
        {
            Interlocked.Decrement(ref _waiting);
            throw Problem.Busy("Too many queries wait for the log; try again.");
        }

        try
        {
            await _turns.WaitAsync(stop);
            try
            {
                return await Task.Run(() => Read(read, within ?? TimeMax, stop), stop);
            }
            finally
            {
                _turns.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var reader)) reader.Dispose();
        _turns.Dispose();
    }

    private T Read<T>(Func<LogReader, CancellationToken, T> read, TimeSpan within, CancellationToken stop)
    {
        if (!_idle.TryTake(out var reader)) reader = Open();
        var good = false;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using (limit.Token.Register(reader.Interrupt))
        {
            limit.CancelAfter(within);
            try
            {
                var result = read(reader, limit.Token);
                good = true;
                return result;
            }
            catch (Exception e) when (limit.IsCancellationRequested && e is StoreException or OperationCanceledException)
            {
                good = true;
                stop.ThrowIfCancellationRequested();
                throw new Problem(503, "too-long", $"The query took longer than {within.TotalSeconds:0.#} s and was ended; ask for a shorter time, or name a target, room or kind.");
            }
            catch (StoreException e)
            {
                throw new Problem(500, "log-unreadable", e.Message);
            }
            finally
            {
                if (good) _idle.Add(reader);
                else reader.Dispose();
            }
        }
    }

    private LogReader Open()
    {
        try
        {
            return LogReader.Open(folder);
        }
        catch (StoreException e)
        {
            throw new Problem(500, "log-unreadable", e.Message);
        }
    }
}
