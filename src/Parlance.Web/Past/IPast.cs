namespace Parlance.Web.Past;

/// <summary>What was true at a moment, and what changed between two: made from the log, beside the node.</summary>
public interface IPast
{
    /// <summary>The end of the log, as a moment.</summary>
    const string Now = "now";

    /// <summary>Makes the state at a moment; what is given back writes it as one JSON object.</summary>
    /// <exception cref="Log.StoreException">There is no such moment or thing, or the log cannot be read; the message is for who asked.</exception>
    Action<System.IO.Stream> Replay(PastQuestion asked, CancellationToken stop);

    /// <summary>Finds what differs between two moments, and the events that caused it.</summary>
    /// <exception cref="Log.StoreException">As for <see cref="Replay"/>.</exception>
    Action<System.IO.Stream> Diff(PastQuestion from, string to, CancellationToken stop);
}

/// <summary>A moment, and of what.</summary>
/// <param name="At">A time as everywhere in the API, a position, or an event's id.</param>
/// <param name="AsResolved">As it is known now, not as the node knew it then.</param>
/// <param name="Room">One room by name or id; null: not.</param>
/// <param name="User">One user by nick or id; null: not.</param>
/// <param name="Account">One account by name; null: not. Without any of the three: everything.</param>
public sealed record PastQuestion(string At, bool AsResolved = false, string? Room = null, string? User = null, string? Account = null);
