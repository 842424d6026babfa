using System.Net.Sockets;
using Parlance.Control;
using Parlance.Engine.Transport;
using Parlance.Log;

namespace Parlance.Process;

internal static class Startup
{
    /// <summary>Whether an exception's message is meant for the operator: a line, not a stack trace.</summary>
    public static bool Explains(Exception e) =>
        e is StartException or ListenException or CertificateException or StoreException or IOException or UnauthorizedAccessException or SocketException or ControlException;

    /// <exception cref="StartException">The folder cannot be made or written.</exception>
    public static void MakeFolder(string folder)
    {
        try
        {
            FileModes.MakeFolder(folder);
            var probe = Path.Combine(folder, ".probe");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"the data folder {folder} cannot be written: {e.Message} Name another with --data, or give the server's user the right", e);
        }
    }
}
