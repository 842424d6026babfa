using System.Security.Cryptography;
using Parlance.Configuration;
using Parlance.Control;
using Parlance.Domain;
using Parlance.Engine;
using Parlance.Engine.Loop;
using Parlance.Log;

namespace Parlance.Process;

/// <summary>
/// A node without clients, begun to be asked something while no server runs: it holds the folder's lock, steps on the caller's thread, and writes what came
/// of each question before that is answered.
/// </summary>
internal sealed class OfflineNode : IAskedNode, IDisposable
{
    /// <summary>Turns that one question may take.</summary>
    private const int TurnsMax = 10_000_000;

    private readonly DataFolder _folder;
    private readonly SqliteEventStore _store;
    private readonly Node _node;

    private OfflineNode(DataFolder folder, SqliteEventStore store, Node node) => (_folder, _store, _node) = (folder, store, node);

    /// <exception cref="StartException">What stands in the way, with its remedy.</exception>
    /// <exception cref="StoreException">The folder is in use, or its log cannot be opened.</exception>
    public static OfflineNode Open(ServerConfiguration configuration)
    {
        Startup.MakeFolder(configuration.DataFolder);
        var folder = DataFolder.Open(configuration.DataFolder);
        SqliteEventStore? store = null;
        try
        {
            NodeFiles.DemandKeys(folder);
            store = SqliteEventStore.Open(folder, ServerEvents.Codec(), configuration.Settings.Log.Durability);
            NodeFiles.KeepPromises(store, configuration);
            var node = new Node(configuration.Settings, NodeFiles.State(configuration), store.Last, _ => [], RandomNumberGenerator.GetBytes(32), Now());
            var opened = new OfflineNode(folder, store, node);
            opened.CarryOut();
            return opened;
        }
        catch
        {
            store?.Dispose();
            folder.Dispose();
            throw;
        }
    }

    public Task<T> Ask<T>(Question<T> question)
    {
        _node.Step(Input.Asked(question), Now());
        for (var turns = 0; turns < TurnsMax; turns++)
        {
            CarryOut();
            if (question.Answer.IsCompleted) return question.Answer;
            _node.Step(Input.Turn(), Now());
        }

        return Task.FromException<T>(new TimeoutException("the question was not answered"));
    }

    public SubjectKeys Keys => _store.Keys;

    public Task Written(long position, CancellationToken stop) => Task.CompletedTask;

    public void Dispose()
    {
        _node.Step(Input.Stopping("asked, and done"), Now());
        CarryOut();
        _store.Dispose();
        _folder.Dispose();
    }

    private static Moment Now() => new(new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), Environment.TickCount64);

    private void CarryOut()
    {
        Work[] works = [.. _node.Effects.Work];
        if (_node.Effects.Log.Count > 0)
        {
            _store.Append(_node.Effects.Log.ToArray());
            _node.Step(Input.Committed(_store.Last), Now());
        }

        _node.Effects.Clear();
        foreach (var work in works)
        {
            work.Run();
            _node.Step(Input.WorkDone(work), Now());
        }

        if (works.Length > 0) CarryOut();
    }
}
