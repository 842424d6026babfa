using System.Globalization;
using Parlance.Engine;

namespace Parlance.Irc.Queries;

/// <summary>How long the node has been up, in the words of STATS u and INFO.</summary>
public static class Uptime
{
    public static string Since(Node node) => node.Started.Wall.ToDateTime().UtcDateTime.ToString("ddd MMM d yyyy 'at' HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>Modern IRC, RPL_STATSUPTIME: <c>Server Up 3 days 4:05:06</c>.</summary>
    public static string Of(Node node)
    {
        var up = TimeSpan.FromMilliseconds(node.Now.Monotonic - node.Started.Monotonic);
        return string.Create(CultureInfo.InvariantCulture, $"Server Up {up.Days} days {up.Hours}:{up.Minutes:00}:{up.Seconds:00}");
    }
}
