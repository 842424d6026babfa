using System.Globalization;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary><c>--fuzz [TARGET|all] [--seconds N] [--seed S] [--input BASE64]</c>.</summary>
public static class FuzzCommand
{
    private const string Usage = "--fuzz [TARGET|all] [--seconds N (60, for each target)] [--seed S (from the clock)] [--input BASE64 (only this one)]";

    public static int Run(ReadOnlySpan<string> args)
    {
        var (name, seconds, seed, input) = ("all", 60.0, (ulong)DateTime.UtcNow.Ticks, (byte[]?)null);
        for (var i = 0; i < args.Length; i++)
        {
            var value = i + 1 < args.Length ? args[i + 1] : "";
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) name = args[i];
            else if (args[i] == "--seconds" && double.TryParse(value, CultureInfo.InvariantCulture, out seconds)) i++;
            else if (args[i] == "--seed" && ulong.TryParse(value, CultureInfo.InvariantCulture, out seed)) i++;
            else if (args[i] == "--input") (input, i) = (Convert.FromBase64String(value), i + 1);
            else return Explain($"{args[i]} {value}: not understood.");
        }

        var targets = Array.FindAll(FuzzTargets.All, t => name == "all" || t.Name == name);
        return targets.Length == 0 ? Explain($"There is no target '{name}'.") : Run(targets, seconds, seed, input);
    }

    private static int Run(FuzzTarget[] targets, double seconds, ulong seed, byte[]? input)
    {
        foreach (var target in targets)
        {
            try
            {
                if (input is not null) target.Run(input);
                else Console.WriteLine($"{target.Name}: {Fuzzer.Run(target, seed, TimeSpan.FromSeconds(seconds))} inputs, seed {seed}");
            }
            catch (Exception fault) when (input is not null || fault is FuzzFailure)
            {
                Console.Error.WriteLine(fault);
                return 1;
            }
        }

        return 0;
    }

    private static int Explain(string what)
    {
        Console.Error.WriteLine($"{what}\n{Usage}\nTargets: {string.Join(' ', FuzzTargets.All.Select(t => t.Name))}");
        return 2;
    }
}
