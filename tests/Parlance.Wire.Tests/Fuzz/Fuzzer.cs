using System.Diagnostics;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Feeds a target from its corpus and from mutations of it until time or count is over, or the target throws.</summary>
public static class Fuzzer
{
    /// <summary>How often a failing input is tried in smaller forms.</summary>
    private const int ShrinkMax = 2_000;

    /// <summary>How many inputs the target read. A failure is thrown as <see cref="FuzzFailure"/>.</summary>
    public static long Run(FuzzTarget target, ulong seed, TimeSpan atMost, long countMax = long.MaxValue)
    {
        var corpus = Corpus.Read(target.Corpus);
        var mutator = new Mutator(seed, corpus);
        var watch = Stopwatch.StartNew();
        long count = 0;
        foreach (var input in corpus) Feed(target, input, seed, count++);
        while (count < countMax && watch.Elapsed < atMost) Feed(target, mutator.Next(), seed, count++);
        return count;
    }

    private static void Feed(FuzzTarget target, byte[] input, ulong seed, long number)
    {
        if (Fault(target, input) is null) return;
        var small = Shrink(target, input);
        throw new FuzzFailure(target, seed, number, small, Fault(target, small)!);
    }

    private static Exception? Fault(FuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return fault;
        }
    }

    private static byte[] Shrink(FuzzTarget target, byte[] input)
    {
        var tries = 0;
        for (var size = input.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at + size <= input.Length && tries++ < ShrinkMax;)
            {
                byte[] smaller = [.. input.AsSpan(0, at), .. input.AsSpan(at + size)];
                if (Fault(target, smaller) is null) at += size;
                else input = smaller;
            }
        }

        return input;
    }
}

/// <summary>An input that a target cannot take, with what is needed to see it again.</summary>
public sealed class FuzzFailure(FuzzTarget target, ulong seed, long number, byte[] input, Exception fault)
    : Exception($"{target.Name}, seed {seed}, input {number}: {fault.Message}\nAgain with: --fuzz {target.Name} --input {Convert.ToBase64String(input)}", fault);
