using System.Diagnostics.CodeAnalysis;
using Parlance.Configuration;

namespace Parlance.Commands;

/// <summary><c>run [--config F] [--data DIR]</c>, plainly written.</summary>
internal static class RunArguments
{
    public static bool TryRead(string[] args, [NotNullWhen(true)] out ConfigurationSource? source)
    {
        source = null;
        if (args.Length % 2 == 0 || args[0] != "run") return false;

        string? config = null, data = null;
        for (var i = 1; i < args.Length; i += 2)
        {
            var value = args[i + 1];
            if (value.StartsWith('-') || value.Length == 0) return false;
            if (args[i] == "--config" && config is null) config = value;
            else if (args[i] == "--data" && data is null) data = value;
            else return false;
        }

        source = From(config, data);
        return true;
    }

    public static ConfigurationSource From(string? config, string? data) =>
        new() { File = config, DataFolder = data, Environment = ConfigurationSource.ProcessEnvironment() };
}
