using System.Runtime.InteropServices;

namespace Parlance.Log;

/// <summary>Reads the process id in a lock file that somebody holds: past .NET, which would ask for the lock first.</summary>
internal static partial class LockHolder
{
    private const int ReadOnly = 0;

    /// <summary>The process id, or an empty string when it cannot be told.</summary>
    public static string Of(string path)
    {
        if (OperatingSystem.IsWindows()) return "";
        var file = Open(path, ReadOnly);
        if (file < 0) return "";

        Span<byte> text = stackalloc byte[16];
        var length = Read(file, ref MemoryMarshal.GetReference(text), text.Length);
        _ = Close(file);
        var digits = text[..Math.Max(0, (int)length)].TrimEnd((byte)'\n');
        return digits.ContainsAnyExceptInRange((byte)'0', (byte)'9') ? "" : System.Text.Encoding.ASCII.GetString(digits);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "read")]
    private static partial nint Read(int file, ref byte to, nint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
