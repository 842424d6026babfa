using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Parlance.Commands;

/// <summary><c>parlance version</c>.</summary>
internal static class Version
{
    public static string Number { get; } =
        typeof(Version).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    public static Command Command()
    {
        var json = Options.Json();
        var command = new Command("version", "Which Parlance, on which runtime.") { json };
        command.SetAction(given =>
        {
            Console.WriteLine(given.GetValue(json)
                ? $$"""{"version":"{{JsonEncodedText.Encode(Number)}}","runtime":"{{JsonEncodedText.Encode(RuntimeInformation.FrameworkDescription)}}"}"""
                : $"parlance {Number} on {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}");
            return ExitStatus.Done;
        });
        return command;
    }
}
