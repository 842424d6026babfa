using System.CommandLine;

namespace Parlance.Commands;

/// <summary>Options that several commands have. One instance per command: an option belongs to its parent.</summary>
internal static class Options
{
    public static Option<string?> Config() => new("--config") { Description = "The configuration, parlance.toml. Default: none, everything by default.", HelpName = "F" };

    public static Option<string?> Data() => new("--data", "-d") { Description = "The data folder, over the configuration's.", HelpName = "DIR" };

    public static Option<bool> Json() => new("--json") { Description = "JSON instead of text." };
}
