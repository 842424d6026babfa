using System.CommandLine;
using System.Text.Json;
using Parlance.Configuration;

namespace Parlance.Commands;

/// <summary><c>parlance check</c>: validates and prints the effective configuration.</summary>
internal static class Check
{
    public static Command Command()
    {
        var (config, data, json) = (Options.Config(), Options.Data(), Options.Json());
        var reference = new Option<bool>("--reference") { Description = "Print the page docs/operate/configuration.md instead." };
        var command = new Command("check", "Validate the configuration and print it as it is in force, secrets hidden.") { config, data, json, reference };
        command.SetAction(given =>
        {
            if (!given.GetValue(reference)) return Execute(RunArguments.From(given.GetValue(config), given.GetValue(data)), given.GetValue(json));
            Console.Out.Write(Reference.Page());
            return ExitStatus.Done;
        });
        return command;
    }

    private static int Execute(ConfigurationSource source, bool json)
    {
        var result = source.Read();
        if (json)
        {
            Console.WriteLine(Json(result));
        }
        else
        {
            foreach (var problem in result.Problems) Console.Error.WriteLine(problem);
            foreach (var note in result.Configuration?.Notes ?? []) Console.Error.WriteLine($"note: {note}");
            if (result.Configuration is { } configuration) Console.Out.Write(Effective.Print(configuration));
        }

        return result.Configuration is null ? ExitStatus.Failed : ExitStatus.Done;
    }

    internal static string Json(ConfigurationResult result)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteBoolean("valid", result.Configuration is not null);
            Problems(json, "problems", result.Problems);
            Problems(json, "notes", result.Configuration?.Notes ?? []);
            if (result.Configuration is { } configuration) json.WriteString("toml", Effective.Print(configuration));
            json.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Problems(Utf8JsonWriter json, string name, IReadOnlyList<Problem> problems)
    {
        json.WriteStartArray(name);
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("where", problem.Where);
            json.WriteString("what", problem.What);
            json.WriteString("remedy", problem.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
