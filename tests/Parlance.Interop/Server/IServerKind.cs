using System.Diagnostics;

namespace Parlance.Live;

/// <summary>How one make of server is configured and started.</summary>
public interface IServerKind
{
    /// <summary>The words that say it serves; empty when only the open port tells.</summary>
    string ReadyLine { get; }

    string Configuration(LiveServer server, string settings);
    ProcessStartInfo Command(LiveServer server);
}
