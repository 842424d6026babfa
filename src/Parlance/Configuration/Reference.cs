using System.Text;

namespace Parlance.Configuration;

/// <summary>Writes docs/operate/configuration.md from the schema; a test holds the page to it.</summary>
public static class Reference
{
    private const string Head =
        """
        # parlance.toml

        <!-- Written by `parlance check --reference`. -->

        The file is TOML 1.0, at most 1 MiB. Every key has a default; `parlance run` without a file serves on loopback. An unknown key is an error that names
        its place and the nearest known one. Paths are relative to the file's folder. Sizes are written `512B`, `64KiB`, `50MiB`, `1GiB`; durations `50ms`,
        `30s`, `5m`, `10h`, `30d`. Tables written `[[name]]` may come any number of times.

        The environment overrides the file: `PARLANCE_SERVER__NAME=irc.example.org`, `PARLANCE_LISTEN__IRC__0__PORT=6667` (tables written `[[...]]` are counted
        from 0; one more than there are adds one). Flags override the environment.

        `parlance check --config parlance.toml` tells what is wrong, or prints every key with the value it has. Keys marked *not yet* are known and checked, but
        nothing follows from them in this version.

        """;

    public static string Page()
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n"));
        foreach (var table in Schema.Tables)
        {
            page.Append('\n').Append("## `").Append(table.Header).Append('`').Append(table.Status == KeyStatus.NotYet ? " (not yet)" : "").Append("\n\n")
                .Append(table.Meaning).Append("\n\n| Key | Must be | Default | Meaning |\n|---|---|---|---|\n");
            foreach (var key in table.Keys) Row(page, table, key);
        }

        return page.ToString();
    }

    private static void Row(StringBuilder page, Table table, Key key)
    {
        var @default = key.Required ? "must be written" : key.DefaultNote ?? $"`{key.Write(key.Default)}`";
        var status = table.Status == KeyStatus.Active && key.Status == KeyStatus.NotYet ? " *(not yet)*" : "";
        page.Append("| `").Append(key.Name).Append("` | ").Append(key.Description).Append(" | ").Append(@default).Append(" | ")
            .Append(key.Meaning).Append(status).Append(" |\n");
    }
}
