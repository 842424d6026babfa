using System.Security.Cryptography;
using Parlance.Configuration;
using Parlance.Engine;
using Parlance.Log;

namespace Parlance.Process;

/// <summary>A node without listeners, for a command that changes something while no server runs: it takes the folder's lock, and what it does is in the log as ever.</summary>
internal static class OfflineNode
{
    /// <summary>Starts a node, lets it do one thing, ends it and writes what came of it; then <paramref name="after"/>, with everything written.</summary>
    /// <exception cref="StoreException">The folder is in use, or its log cannot be read or written.</exception>
    public static T Run<T>(ServerConfiguration configuration, Func<Node, T> act, Func<T, SqliteEventStore, T> after)
    {
        using var folder = DataFolder.Open(configuration.DataFolder);
        using var store = SqliteEventStore.Open(folder, ServerEvents.Codec(), configuration.Settings.Log.Durability);
        using var log = StateReplay.Open(configuration.DataFolder, ServerEvents.Codec());
        var now = new Moment(new(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()), 0);
        var node = new Node(configuration.Settings, log.ForStart(), store.Last, _ => [], RandomNumberGenerator.GetBytes(32), now) { Archive = store.Archive };
        var result = act(node);
        node.Step(Input.Stopping("done"), now);
        store.Append(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(node.Effects.Log));
        return after(result, store);
    }
}
