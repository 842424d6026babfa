using System.Diagnostics;
using Parlance.Live;
using OsProcess = System.Diagnostics.Process;

namespace Parlance.Interop;

/// <summary>Runs a client script of <c>clients/</c>, which says <c>ok</c> or what went wrong.</summary>
public static class Script
{
    public static async Task Succeeds(string program, string file, params string[] words)
    {
        var start = new ProcessStartInfo(program, [Path.Combine(Folder, file), .. words]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = OsProcess.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var captured = new Captured();
        captured.Follow(process);
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{file} {string.Join(' ', words)} exited with {process.ExitCode}:\n{captured.Text}");
    }

    /// <summary>The scripts stay in the source tree, beside the modules that <c>npm ci</c> puts there.</summary>
    private static string Folder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "clients", "bot.py"))) folder = folder.Parent;
            return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("clients/"), "clients");
        }
    }
}
