using System.Text;

namespace Parlance.Configuration;

/// <summary>Prints a configuration as TOML: every key with the value it has, secrets hidden, what has no effect yet marked.</summary>
public static class Effective
{
    public static string Print(ServerConfiguration configuration)
    {
        var toml = new StringBuilder();
        foreach (var values in configuration.Tables)
        {
            toml.Append(values.Table.Header);
            if (values.Table.Status == KeyStatus.NotYet) toml.Append("  # not yet");
            toml.Append('\n');
            foreach (var key in values.Table.Keys) Line(toml, values, key);
            toml.Append('\n');
        }

        return toml.ToString();
    }

    private static void Line(StringBuilder toml, TableValues values, Key key)
    {
        if (key.DefaultNote is { } note && !values.Has(key))
            toml.Append("# ").Append(key.Name).Append(" is ").Append(note);
        else
            toml.Append(key.Name).Append(" = ").Append(values.Write(key));

        if (values.Table.Status == KeyStatus.Active && key.Status == KeyStatus.NotYet) toml.Append("  # not yet");
        toml.Append('\n');
    }
}
