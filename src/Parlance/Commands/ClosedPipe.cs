using System.Runtime.InteropServices;

namespace Parlance.Commands;

/// <summary>
/// Notices that nobody reads standard output any more (<c>... --follow | head</c>). The runtime drops what is written to a closed pipe and says nothing, and a
/// follower of a quiet log writes nothing: without this it would stay for ever.
/// </summary>
internal static partial class ClosedPipe
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);

    private const int StandardOutput = 1;
    private const short ErrorOrHangUp = 0x08 | 0x10;

    /// <summary>Ends when the pipe is closed or <paramref name="stop"/> comes; where standard output is no pipe, only then.</summary>
    public static async Task Wait(CancellationToken stop)
    {
        var watched = Console.IsOutputRedirected && !OperatingSystem.IsWindows();
        while (!stop.IsCancellationRequested && !(watched && IsClosed()))
            await Task.Delay(watched ? Every : Timeout.InfiniteTimeSpan, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static bool IsClosed()
    {
        var asked = new Asked { Descriptor = StandardOutput };
        return Poll(ref asked, 1, 0) > 0 && (asked.Found & ErrorOrHangUp) != 0;
    }

    /// <summary><c>struct pollfd</c>, poll(2).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Asked
    {
        public int Descriptor;
        public short Wanted;
        public short Found;
    }

    [LibraryImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Poll(ref Asked asked, nuint count, int milliseconds);
}
