namespace Parlance.Engine.Transport;

/// <summary>Why an address cannot be listened on.</summary>
internal enum ListenFailure { InUse, NotPermitted, NotHere, Other }

internal static class ListenFailures
{
    extension(ListenFailure)
    {
        /// <summary>The exception whose message names address, cause and remedy.</summary>
        public static ListenException Of(Listener listener, ListenFailure cause, string system) => new($"cannot listen for {listener}: " + cause switch
        {
            ListenFailure.InUse => "the port is in use. Stop the program that holds it (ss -ltnp shows it) or choose another port.",
            ListenFailure.NotPermitted => "not permitted. Ports below 1024 need CAP_NET_BIND_SERVICE (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE); or choose a port above 1023.",
            ListenFailure.NotHere => "not an address of this machine. Use one that `ip address` lists, 0.0.0.0 for all of IPv4 or :: for all.",
            _ => $"{system}.",
        });
    }
}
