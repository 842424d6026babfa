using System.Globalization;

namespace Parlance.Bench;

/// <summary>CPU time and memory of the measured server, from <c>/proc</c>.</summary>
internal sealed class ServerMeter(int pid)
{
    private const double NanosecondsPerSecond = 1e9;

    /// <summary>CPU seconds of all its threads (schedstat: nanoseconds, where the kernel keeps it).</summary>
    public double CpuSeconds()
    {
        try
        {
            return Directory.GetDirectories($"/proc/{pid}/task").Sum(Nanoseconds) / NanosecondsPerSecond;
        }
        catch (IOException e)
        {
            throw new BenchException($"there is no process {pid} to measure; name the server's with --pid", e);
        }
    }

    /// <summary>Of one thread; 0 when it has ended since it was listed.</summary>
    private static double Nanoseconds(string thread)
    {
        try
        {
            return double.Parse(Word(File.ReadAllText($"{thread}/schedstat"), 0), CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Resident bytes.</summary>
    public long ResidentBytes()
    {
        try
        {
            return long.Parse(Word(File.ReadAllText($"/proc/{pid}/statm"), 1), CultureInfo.InvariantCulture) * Environment.SystemPageSize;
        }
        catch (IOException e)
        {
            throw new BenchException($"there is no process {pid} to measure; name the server's with --pid", e);
        }
    }

    private static string Word(string text, int index) => text.Split(' ')[index].Trim();
}
