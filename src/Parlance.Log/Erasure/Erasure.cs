using System.Globalization;
using Parlance.Domain;

namespace Parlance.Log;

/// <summary>Destroys a person's keys wherever they are, and what was kept of their words in the clear within snapshots.</summary>
public static class Erasure
{
    /// <summary>Carries out an erasure that is in the log. Again, it does nothing more. Returns how many keys were destroyed.</summary>
    /// <exception cref="StoreException">A file could not be written: some may be left; doing it again does the rest.</exception>
    public static int Destroy(string folder, SubjectKeys keys, PersonErased erased)
    {
        var destroyed = erased.Users.Sum(user => keys.Erase(user)) + (erased.Account is { } account ? keys.Erase(account) : 0);
        if (destroyed > 0) ForgetSnapshots(folder, erased);
        return destroyed;
    }

    /// <summary>Carries out every erasure that a log speaks of: what a restore of older keys, or a crash in between, left undone.</summary>
    /// <inheritdoc cref="Destroy"/>
    public static int DestroyAll(string folder, EventCodec codec, SubjectKeys keys) => DestroyAsIn(folder, folder, codec, keys);

    /// <summary>The same, as another log says: that of a folder that is replaced by an older copy.</summary>
    /// <inheritdoc cref="Destroy"/>
    public static int DestroyAsIn(string other, string folder, EventCodec codec, SubjectKeys keys)
    {
        var erased = new EventReader(DataFolder.DatabaseOf(other), codec, null).Read(1, [KindName]).Select(entry => entry.Event).OfType<PersonErased>().ToList();
        return erased.Sum(person => Destroy(folder, keys, person));
    }

    private const string KindName = "person.erased";

    /// <summary>Snapshots are made anew from what can still be read. The state at the horizon of a compacted log cannot: it is kept without the person, under a new key.</summary>
    private static void ForgetSnapshots(string folder, PersonErased erased)
    {
        var snapshots = new SnapshotFolder(folder);
        using var database = LogReader.OpenDatabase(folder);
        var horizon = SnapshotFolder.HorizonOf(database);
        var kept = horizon > 0 ? snapshots.Base(database) : null;
        foreach (var position in snapshots.Positions) File.Delete(snapshots.FileOf(position));
        if (kept is null)
        {
            if (File.Exists(snapshots.KeyPath)) File.Delete(snapshots.KeyPath);
            return;
        }

        erased.Evolve(kept, default);
        StateForgetting.Forget(kept, erased.Users);
        SnapshotKey.Replace(snapshots.KeyPath);
        snapshots.Save(database, kept, snapshots.BaseOf(horizon));
        HorizonSeal.Set(folder, kept);
    }
}
