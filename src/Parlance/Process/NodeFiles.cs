using Parlance.Configuration;
using Parlance.Domain;
using Parlance.Log;

namespace Parlance.Process;

/// <summary>What a node finds in its data folder at a start, whether it is to serve or only to be asked something.</summary>
internal static class NodeFiles
{
    /// <summary>The newest snapshot and what outlives sessions after it.</summary>
    public static NodeState State(ServerConfiguration configuration)
    {
        using var log = StateReplay.Open(configuration.DataFolder, ServerEvents.Codec());
        return log.ForStart();
    }

    /// <summary>The secret that cloaks are made from.</summary>
    public static byte[] CloakKey(ServerConfiguration configuration) => SecretFile.Ensure(Path.Combine(configuration.DataFolder, "cloak.key"), 32);

    /// <summary>A log without its keys has lost its topics, masks and texts; to go on with new ones would make that final, unasked.</summary>
    public static void DemandKeys(DataFolder folder)
    {
        if (!File.Exists(folder.Database) || File.Exists(folder.Keys)) return;
        throw new StartException($"{folder.Database} is here but its keys, {folder.Keys}, are not: what is sealed in it cannot be read. Restore the keys from their backup, or begin with another data folder.");
    }

    /// <summary>What was fixed at the first start stays: ids and names in the log mean it.</summary>
    public static void KeepPromises(SqliteEventStore store, ServerConfiguration configuration)
    {
        var server = configuration.Settings.Server;
        foreach (var (name, value, key) in new[] { ("node", server.Sid, "server.sid"), ("casemapping", server.Casemapping, "server.casemapping") })
        {
            if (store.Remembered(name) is not { } remembered) store.Remember(name, value);
            else if (remembered != value) throw new StartException($"{key} is \"{value}\", but the log in {configuration.DataFolder} was begun with \"{remembered}\". It is fixed at the first start: set it back, or use another data folder.");
        }
    }
}
