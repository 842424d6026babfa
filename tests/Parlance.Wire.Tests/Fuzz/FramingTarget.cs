using Parlance.Irc.Wire;

namespace Parlance.Wire.Tests.Fuzz;

/// <summary>Lines are the same however the network cuts them, and what waits stays bounded.</summary>
public static class FramingTarget
{
    public static void Run(ReadOnlySpan<byte> input)
    {
        foreach (var (bodyMax, tagsMax) in new[] { (512, LineSplitter.TagsMax), (16, 24), (24, 16) })
        {
            var whole = Lines(input, bodyMax, tagsMax, int.MaxValue);
            foreach (var size in new[] { 1 + (input.Length / 7), input.Length < 2_000 ? 1 : 53 }) Assert.Equal(whole, Lines(input, bodyMax, tagsMax, size));
        }
    }

    private static List<string> Lines(ReadOnlySpan<byte> input, int bodyMax, int tagsMax, int chunk)
    {
        var found = new List<string>();
        var pending = Array.Empty<byte>();
        var skipping = false;
        while (!input.IsEmpty)
        {
            var take = Math.Min(chunk, input.Length);
            byte[] buffer = [.. pending, .. input[..take]];
            input = input[take..];
            ReadOnlySpan<byte> rest = buffer;
            LineStatus status;
            while ((status = LineSplitter.Next(ref rest, bodyMax, ref skipping, out var line, tagsMax)) != LineStatus.Incomplete)
            {
                if (status == LineStatus.Complete) Assert.True(line.IndexOf((byte)'\n') < 0 && !line.IsEmpty);
                found.Add(status == LineStatus.Complete ? Convert.ToBase64String(line) : "too long");
            }

            Assert.True(rest.Length <= LineSplitter.PendingMax(bodyMax, tagsMax));
            pending = rest.ToArray();
        }

        return found;
    }
}
