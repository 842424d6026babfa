using Parlance.Control;
using Parlance.Engine;
using Parlance.Web.Serving;

namespace Parlance.Process;

/// <summary>The node, as the process around it sees it: composed, opened, reloaded, stopped.</summary>
public interface IHostedNode : IDisposable
{
    /// <summary>Opens the log and the listeners, starts the loop. Returns when clients can connect.</summary>
    /// <exception cref="StartException">Whatever stands in the way, in a sentence with its remedy.</exception>
    void Start();

    /// <summary>A line for <c>systemctl status</c>: connections, rooms, events.</summary>
    string Describe();

    /// <summary>Takes new settings; listeners and certificates too.</summary>
    /// <exception cref="StartException">Something of it cannot be had; the old ones stay.</exception>
    void Reload(Settings settings);

    /// <summary>Tells every client, writes what waits, closes; returns when done, within the time given.</summary>
    void Stop(TimeSpan within);

    /// <summary>Whether the loop has turned since this was last asked; wakes it, so that an idle loop has turned by the next time.</summary>
    bool HasTurned();

    /// <summary>Answers a request from <c>data/control.sock</c>; called on the control thread.</summary>
    Task<ControlReply> Answer(ControlRequest request, CancellationToken stop);

    /// <summary>Ends when the node stops by itself: DIE, RESTART, or a failure (then it is faulted).</summary>
    Task<StopRequest> Finished { get; }

    /// <summary>Called when an operator asks for the configuration to be read again (REHASH).</summary>
    Action ReloadAsked { set; }

    /// <summary>What the admin API may ask of the process; set before the start.</summary>
    IServerControl Control { set { } }

    /// <summary>Tells the operators who are connected.</summary>
    void Announce(string text);
}

/// <summary>The server cannot start or reload; the message names what and the remedy, and is all that the operator sees.</summary>
public sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
