using System.Net;
using System.Net.Sockets;

namespace Parlance.Live;

/// <summary>
/// Loopback ports that nobody listens on. They lie below the ports that the system hands to clients: a probe of a port
/// in that range can be given the same port and connect to itself.
/// </summary>
public static class FreePort
{
    private const int First = 20_000, Last = 32_000;

    private static int _next = First + (Environment.ProcessId * 37 % (Last - First));

    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _next) % (Last - First));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
    }

    /// <summary>Ends when somebody listens on <paramref name="port"/>.</summary>
    public static async Task Opens(int port)
    {
        while (true)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50);
            }
        }
    }
}
