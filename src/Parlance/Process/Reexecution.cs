using System.Runtime.InteropServices;

namespace Parlance.Process;

/// <summary>RESTART: the process becomes a new start of itself, with the same arguments and process id (execv(3)).</summary>
internal static partial class Reexecution
{
    public static void Run()
    {
        var program = Environment.ProcessPath!;
        var arguments = Environment.GetCommandLineArgs();
        var isHosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string?[] line = isHosted ? [program, .. arguments, null] : [program, .. arguments[1..], null];
        _ = execv(program, line);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int execv([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [MarshalAs(UnmanagedType.LPArray, ArraySubType = UnmanagedType.LPStr)] string?[] arguments);
}
