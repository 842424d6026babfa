using System.Diagnostics;
using System.Globalization;

namespace Parlance.Log.Tests;

public sealed class KilledProcessTests
{
    [Fact]
    public void a_process_killed_while_writing_loses_nothing_it_reported()
    {
        using var temp = new TempFolder();
        var reported = 0L;
        for (var round = 0; round < 3; round++)
        {
            reported = WriteUntil(temp.Path, reported + 200 + (round * 37));
            using var store = temp.OpenStore(out var folder, Durability.Ack);
            using (folder)
            {
                Assert.True(store.Last >= reported, $"{store.Last} of {reported}");
                Assert.Equal(0, store.Last % 20);
                Assert.Equal(new LogVerdict(store.Last, null), LogVerifier.Verify(temp.Path));
                Assert.Equal(store.Last, store.Read(1).Count(entry => entry.Event is Said { Length: > 0 }));
                reported = store.Last;
            }
        }
    }

    /// <summary>Starts a child that writes, and kills it with SIGKILL once it has reported that much; returns the last position it reported.</summary>
    private static long WriteUntil(string path, long position)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Arguments()) { RedirectStandardOutput = true, Environment = { [Child.Variable] = path } })!;
        var reported = 0L;
        while (child.StandardOutput.ReadLine() is { } line)
        {
            reported = long.Parse(line, CultureInfo.InvariantCulture);
            if (reported >= position) child.Kill();
        }

        child.WaitForExit();
        Assert.True(reported >= position, $"the child ended by itself at {reported}");
        return reported;
    }

    private static string[] Arguments()
    {
        var self = typeof(KilledProcessTests).Assembly.Location;
        return Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [self] : [];
    }
}
