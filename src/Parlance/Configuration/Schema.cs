namespace Parlance.Configuration;

/// <summary>Every table of parlance.toml, in the order of the reference.</summary>
internal static class Schema
{
    public static readonly IReadOnlyList<Table> Tables =
    [
        ServerTable.Table, DataTable.Table, TlsTable.Table, ListenIrcTable.Table, ListenXmppTable.Table, ListenHttpTable.Table, AdminTable.Table, LimitsTable.Table, ClassTable.Table, OperTable.Table,
        OperClassTable.Table, WebIrcTable.Table, DnsblTable.Table, RoomsTable.Table, HistoryTable.Table, LogTable.Table, LoggingTable.Table,
        MetadataTable.Table, RelaymsgTable.Table, AccountsTable.Table, AccountsTable.Did, XmppTable.Table, StreamManagementTable.Table, .. LaterTables.All,
    ];

    private static readonly Dictionary<string, Table> ByPath = Tables.ToDictionary(table => table.Path, StringComparer.Ordinal);

    public static Table? Find(string path) => ByPath.GetValueOrDefault(path);

    /// <summary>Whether the path is on the way to a table: <c>listen</c>.</summary>
    public static bool IsPrefix(string path) => Tables.Any(table => table.Path.StartsWith(path + ".", StringComparison.Ordinal));

    /// <summary>What may be written directly under a path: keys of its table and tables below it.</summary>
    public static IEnumerable<string> NamesUnder(string path)
    {
        var start = path.Length == 0 ? "" : path + ".";
        var below = Tables.Where(table => table.Path.StartsWith(start, StringComparison.Ordinal) && table.Path.Length > start.Length)
            .Select(table => table.Path[start.Length..].Split('.')[0]);
        return (Find(path)?.Keys.Select(key => key.Name) ?? []).Concat(below).Distinct(StringComparer.Ordinal);
    }
}
