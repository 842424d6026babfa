namespace Parlance.Domain.Names;

/// <summary>Nicks that nobody has, for people would take whoever had them for the server: its services, and those that other networks have.</summary>
public static class ReservedNicks
{
    private static readonly HashSet<string> s_all = ["nickserv", "chanserv", "operserv", "memoserv", "botserv", "hostserv", "histserv", "global", "services"];

    /// <param name="folded">The nick as it compares.</param>
    public static bool Has(string folded) => s_all.Contains(folded);
}
