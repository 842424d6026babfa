using System.Net.Sockets;
using System.Text;

namespace Parlance.Control;

/// <summary>Where a data folder's control socket is.</summary>
internal static class ControlAddress
{
    /// <summary>Bytes of a socket's path that every Unix takes (sun_path).</summary>
    public const int PathLengthMax = 103;

    /// <exception cref="ControlException">The path is too long for a socket.</exception>
    public static UnixDomainSocketEndPoint Of(string path) =>
        Encoding.UTF8.GetByteCount(path) <= PathLengthMax
            ? new(path)
            : throw new ControlException($"the path {path} is too long for a socket; name a data folder with a shorter path");
}
